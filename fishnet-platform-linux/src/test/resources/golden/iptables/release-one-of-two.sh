printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61002 -g FISHNET-AGENT' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  '-F FISHNET-STRICT-3777' \
  '-X FISHNET-STRICT-3777' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-POST - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-POST -o lo -j RETURN' \
  '-A FISHNET-POST ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61002 -j DROP' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61002 -g FISHNET-AGENT' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  '-F FISHNET-STRICT-3777' \
  '-X FISHNET-STRICT-3777' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-POST - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  '-A FISHNET-POST -o lo -j RETURN' \
  '-A FISHNET-POST ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61002 -j DROP' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61002 -m comment --comment fishnet:coder-2' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
