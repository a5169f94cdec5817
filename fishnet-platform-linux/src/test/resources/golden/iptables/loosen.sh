printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61001 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 100000-165535 -g FISHNET-AGENT' \
  '-A FISHNET-AGENT ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-AGENT -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-AGENT -p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner' \
  '-F FISHNET-STRICT-3777' \
  '-X FISHNET-STRICT-3777' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61001 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 100000-165535 -g FISHNET-AGENT' \
  '-A FISHNET-AGENT ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-AGENT -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-AGENT -m ipv6header --header ipv6-route --soft -j DROP' \
  '-A FISHNET-AGENT -p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner' \
  '-F FISHNET-STRICT-3777' \
  '-X FISHNET-STRICT-3777' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
