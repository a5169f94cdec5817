"""What other tools do after us; what they did before us stands during the whole battery."""
from way import MACHINE4, MACHINE6, OUTSIDE4, OUTSIDE6, WIRE, tcp, udp, way
from ways_users import tries

OTHERS = 'rules of other tools'
NAT = 'translated and rerouted packets'


def both(*rule):
    """The same in both families, and how to take it back."""
    add = [[tool, *rule] for tool in ('iptables', 'ip6tables')]
    return add, [[('-D' if word in ('-A', '-I') else word) for word in line] for line in add]


def register(name, setup, undo, act=tries, group=OTHERS, **facts):
    way(group, name, setup=setup, undo=undo, **facts)(act)


for table in ('raw', 'mangle', 'nat', 'filter', 'security'):
    register('ACCEPT first in OUTPUT of %s' % table, *both('-t', table, '-I', 'OUTPUT', '-j', 'ACCEPT'))
for table in ('mangle', 'nat'):
    register('ACCEPT first in POSTROUTING of %s' % table, *both('-t', table, '-I', 'POSTROUTING', '-j', 'ACCEPT'))
register('ACCEPT last in OUTPUT', *both('-A', 'OUTPUT', '-j', 'ACCEPT'))
register('ACCEPT for the agent by its uid', *both('-A', 'OUTPUT', '-m', 'owner', '--uid-owner', '1-4294967294',
                                                  '-j', 'ACCEPT'))
register('ACCEPT for established connections', *both('-I', 'OUTPUT', '-m', 'conntrack', '--ctstate',
                                                     'NEW,ESTABLISHED', '-j', 'ACCEPT'))
register('the policy ACCEPT', [[tool, '-P', 'OUTPUT', 'ACCEPT'] for tool in ('iptables', 'ip6tables')], [])
register('not tracked', *both('-t', 'raw', '-I', 'OUTPUT', '-j', 'NOTRACK'))
for priority in (-400, -300, -101, 0, 100, 400):
    register('a chain of nft that accepts at priority %d' % priority, [
        ['nft', 'add table inet fnleak'],
        ['nft', 'add chain inet fnleak early { type filter hook output priority %d ; policy accept ; }' % priority],
        ['nft', 'add rule inet fnleak early accept']], [['nft', 'delete table inet fnleak']])
register('a mark that another rule accepts', [
    ['iptables', '-t', 'mangle', '-I', 'OUTPUT', '-j', 'MARK', '--set-mark', '7'],
    ['ip6tables', '-t', 'mangle', '-I', 'OUTPUT', '-j', 'MARK', '--set-mark', '7'],
    *both('-I', 'OUTPUT', '-m', 'mark', '--mark', '7', '-j', 'ACCEPT')[0]], [
    ['iptables', '-t', 'mangle', '-D', 'OUTPUT', '-j', 'MARK', '--set-mark', '7'],
    ['ip6tables', '-t', 'mangle', '-D', 'OUTPUT', '-j', 'MARK', '--set-mark', '7'],
    *both('-I', 'OUTPUT', '-m', 'mark', '--mark', '7', '-j', 'ACCEPT')[1]])


def nat(rules):
    """Rules of the nat table, their family by their addresses; IPv4 may carry 127/8 off the machine."""
    add, undo = [['sysctl', '-qw', 'net.ipv4.conf.all.route_localnet=1']], []
    for rule in rules:
        line = ['ip6tables' if '::' in rule else 'iptables', '-t', 'nat', *rule.split()]
        add.append(line)
        undo.append(['-D' if word in ('-I', '-A') else word for word in line])
    return add, undo


def translated(name, rules, send, **facts):
    setup, undo = nat(rules)
    register(name, setup, undo, send, NAT, **facts)


MASQUERADE = '-I POSTROUTING -o %s -j MASQUERADE' % WIRE
for protocol, send in (('tcp', tcp), ('udp', udp)):
    for place in ('127.0.0.77', '127.0.0.1', MACHINE4):
        translated('DNAT of %s to outside, %s' % (place, protocol), [
            '-I OUTPUT -d %s -p %s --dport 7777 -j DNAT --to %s:7777' % (place, protocol, OUTSIDE4), MASQUERADE],
            lambda w, s=send, a=place: s(a, 7777, w.token),
            evidence=lambda w, packet: w.carries(packet) or packet.dport == 7777)
    translated('DNAT of %s to outside, %s' % (MACHINE6, protocol), [
        '-I OUTPUT -d %s -p %s --dport 7777 -j DNAT --to [%s]:7777' % (MACHINE6, protocol, OUTSIDE6)],
        lambda w, s=send: s(MACHINE6, 7777, w.token),
        evidence=lambda w, packet: w.carries(packet) or packet.dport == 7777)
    translated('outside REDIRECTed to a server of this machine, %s' % protocol, [
        '-I OUTPUT -d %s -p %s --dport 7778 -j REDIRECT --to-ports 3777' % (OUTSIDE4, protocol)],
        lambda w, s=send: s(OUTSIDE4, 7778, w.token), on='lo',
        evidence=lambda w, packet: packet.proto in (6, 17) and w.carries(packet))
translated('another port of loopback REDIRECTed to the resolver', [
    '-I OUTPUT -d 127.0.0.1 -p udp --dport 7779 -j REDIRECT --to-ports 53'],
    lambda w: udp('127.0.0.1', 7779, w.token), on='lo', evidence=lambda w, packet: packet.dport == 53)
translated('MASQUERADE', [MASQUERADE], tries)
translated('SNAT to a sender that is not ours', [
    '-I POSTROUTING -o %s -j SNAT --to-source 192.0.2.99' % WIRE], tries)


def rerouted(family, address, gateway):
    """Marked packets to this machine itself are routed to the wire."""
    ip, tables = ['ip', family], 'iptables' if family == '-4' else 'ip6tables'
    mark = [tables, '-t', 'mangle', '-I', 'OUTPUT', '-d', address, '-p', 'udp', '--dport', '7780', '-j', 'MARK',
            '--set-mark', '9']
    return [
        [*ip, 'rule', 'add', 'pref', '10', 'lookup', 'local'], [*ip, 'rule', 'del', 'pref', '0'],
        [*ip, 'rule', 'add', 'pref', '5', 'fwmark', '9', 'lookup', '100'],
        [*ip, 'route', 'add', 'default', 'via', gateway, 'dev', WIRE, 'table', '100'], mark], [
        [*ip, 'rule', 'add', 'pref', '0', 'lookup', 'local'], [*ip, 'rule', 'del', 'pref', '10'],
        [*ip, 'rule', 'del', 'pref', '5'], [*ip, 'route', 'flush', 'table', '100'],
        ['-D' if word == '-I' else word for word in mark]]


for family, address, gateway in (('-4', MACHINE4, OUTSIDE4), ('-6', MACHINE6, OUTSIDE6)):
    register('routed to outside by a mark, IP%s' % family.replace('-', 'v'), *rerouted(family, address, gateway),
             act=lambda w, a=address: udp(a, 7780, w.token), group=NAT)


@way(OTHERS, 'the OUTPUT chain is flushed (iptables -F OUTPUT)', last=True, setup=[
    ['iptables', '-F', 'OUTPUT'], ['ip6tables', '-F', 'OUTPUT']])
def flushed(w):
    tries(w)
