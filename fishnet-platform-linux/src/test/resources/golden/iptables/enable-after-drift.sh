printf '%s\n' \
  '*filter' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-I OUTPUT 1 -j FISHNET-OUT' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  ':FISHNET-AGENT - [0:0]' \
  '-A FISHNET-AGENT ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-AGENT -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-AGENT -m ipv6header --header ipv6-route --soft -j DROP' \
  '-A FISHNET-AGENT -p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-POST - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-POST -o lo -j RETURN' \
  '-A FISHNET-POST ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m addrtype --src-type LOCAL -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61001 -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 100000-165535 -j DROP' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61001 -m comment --comment fishnet:agent_runner' \
  '-A FISHNET-AGENTS -m owner --uid-owner 100000-165535 -m comment --comment fishnet:agent_runner' \
  '-I POSTROUTING 1 -j FISHNET-POST' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
