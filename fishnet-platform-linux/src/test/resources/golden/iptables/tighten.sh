printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-STRICT-3777 - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61001 -g FISHNET-STRICT-3777' \
  '-A FISHNET-OUT -m owner --uid-owner 100000-165535 -g FISHNET-STRICT-3777' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777' \
  '-A FISHNET-STRICT-3777 ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-STRICT-3777 -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-STRICT-3777 -d 127.0.0.1/32 -p tcp -m multiport --dports 3777 -j RETURN' \
  '-A FISHNET-STRICT-3777 -j FISHNET-DENY' \
  '-F FISHNET-AGENT' \
  '-X FISHNET-AGENT' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-STRICT-3777 - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61001 -g FISHNET-STRICT-3777' \
  '-A FISHNET-OUT -m owner --uid-owner 100000-165535 -g FISHNET-STRICT-3777' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777' \
  '-A FISHNET-STRICT-3777 ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-STRICT-3777 -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-STRICT-3777 -m ipv6header --header ipv6-route --soft -j DROP' \
  '-A FISHNET-STRICT-3777 -d ::1/128 -p tcp -m multiport --dports 3777 -j RETURN' \
  '-A FISHNET-STRICT-3777 -j FISHNET-DENY' \
  '-F FISHNET-AGENT' \
  '-X FISHNET-AGENT' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner:strict:3777' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner:strict:3777' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
