printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-DENY - [0:0]' \
  ':FISHNET-STRICT-3777-5432 - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61001 -g FISHNET-STRICT-3777-5432' \
  '-A FISHNET-OUT -m owner --uid-owner 61002 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 100000-165535 -g FISHNET-STRICT-3777-5432' \
  '-A FISHNET-AGENT ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-AGENT -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-AGENT -p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  '-A FISHNET-DENY -m limit --limit 10/min --limit-burst 20 -j LOG --log-prefix "fishnet deny: " --log-uid' \
  '-A FISHNET-DENY -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-DENY -p tcp -j REJECT --reject-with tcp-reset' \
  '-A FISHNET-DENY -j REJECT --reject-with icmp-admin-prohibited' \
  '-A FISHNET-STRICT-3777-5432 ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-STRICT-3777-5432 -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-STRICT-3777-5432 -d 127.0.0.1/32 -p tcp -m multiport --dports 3777,5432 -j RETURN' \
  '-A FISHNET-STRICT-3777-5432 -s 127.0.0.1/32 -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -m multiport --sports 5432 -j RETURN' \
  '-A FISHNET-STRICT-3777-5432 -j FISHNET-DENY' \
  '-I OUTPUT 1 -j FISHNET-OUT' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-POST - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-POST -o lo -j RETURN' \
  '-A FISHNET-POST ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m addrtype --src-type LOCAL -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61001-61002 -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 100000-165535 -j DROP' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  '-I POSTROUTING 1 -j FISHNET-POST' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-DENY - [0:0]' \
  ':FISHNET-STRICT-3777-5432 - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61001 -g FISHNET-STRICT-3777-5432' \
  '-A FISHNET-OUT -m owner --uid-owner 61002 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 100000-165535 -g FISHNET-STRICT-3777-5432' \
  '-A FISHNET-AGENT ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-AGENT -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-AGENT -m ipv6header --header ipv6-route --soft -j DROP' \
  '-A FISHNET-AGENT -p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  '-A FISHNET-DENY -m limit --limit 10/min --limit-burst 20 -j LOG --log-prefix "fishnet deny: " --log-uid' \
  '-A FISHNET-DENY -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-DENY -p tcp -j REJECT --reject-with tcp-reset' \
  '-A FISHNET-DENY -j REJECT --reject-with icmp6-adm-prohibited' \
  '-A FISHNET-STRICT-3777-5432 ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-STRICT-3777-5432 -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-STRICT-3777-5432 -m ipv6header --header ipv6-route --soft -j DROP' \
  '-A FISHNET-STRICT-3777-5432 -d ::1/128 -p tcp -m multiport --dports 3777,5432 -j RETURN' \
  '-A FISHNET-STRICT-3777-5432 -s ::1/128 -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -m multiport --sports 5432 -j RETURN' \
  '-A FISHNET-STRICT-3777-5432 -j FISHNET-DENY' \
  '-I OUTPUT 1 -j FISHNET-OUT' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-POST - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-POST -o lo -j RETURN' \
  '-A FISHNET-POST ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m addrtype --src-type LOCAL -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61001-61002 -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 100000-165535 -j DROP' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777,5432' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  '-I POSTROUTING 1 -j FISHNET-POST' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
