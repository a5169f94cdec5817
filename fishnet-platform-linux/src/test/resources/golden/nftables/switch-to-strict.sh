printf '%s\n' \
  'add table inet fishnet' \
  'flush chain inet fishnet agent' \
  'flush chain inet fishnet register' \
  'add chain inet fishnet register_3777_5432_8080' \
  'add chain inet fishnet strict_3777_5432_8080' \
  'add set inet fishnet strict_3777_5432_8080 { type uid; flags interval; }' \
  'add element inet fishnet strict_3777_5432_8080 { 61001 comment "fishnet:agent_runner", 100000-165535 comment "fishnet:agent_runner" }' \
  'add rule inet fishnet agent oifname != "lo" goto deny' \
  'add rule inet fishnet agent fib saddr type != local drop' \
  'add rule inet fishnet agent exthdr rt exists drop' \
  'add rule inet fishnet agent meta skuid @strict_3777_5432_8080 jump strict_3777_5432_8080' \
  'add rule inet fishnet agent meta l4proto { 6, 17, 136 } th dport { 53, 853, 5353, 5355 } goto deny_loopback' \
  'add rule inet fishnet register meta skuid 61002 comment "fishnet:coder-2"' \
  'add rule inet fishnet register_3777_5432_8080 meta skuid 61001 comment "fishnet:agent_runner"' \
  'add rule inet fishnet register_3777_5432_8080 meta skuid 100000-165535 comment "fishnet:agent_runner"' \
  'add rule inet fishnet strict_3777_5432_8080 ip daddr 127.0.0.1 tcp dport { 3777, 5432, 8080 } return' \
  'add rule inet fishnet strict_3777_5432_8080 ip6 daddr ::1 tcp dport { 3777, 5432, 8080 } return' \
  'add rule inet fishnet strict_3777_5432_8080 ip saddr 127.0.0.1 tcp sport { 5432, 8080 } tcp flags != syn / fin,syn,rst,ack return' \
  'add rule inet fishnet strict_3777_5432_8080 ip6 saddr ::1 tcp sport { 5432, 8080 } tcp flags != syn / fin,syn,rst,ack return' \
  'add rule inet fishnet strict_3777_5432_8080 goto deny_loopback' | sudo nft -f -
