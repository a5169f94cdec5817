printf '%s\n' \
  'add table inet fishnet' \
  'add counter inet fishnet denied' \
  'add counter inet fishnet denied_loopback' \
  'add counter inet fishnet denied_rerouted' \
  'add chain inet fishnet agent' \
  'add chain inet fishnet deny' \
  'add chain inet fishnet deny_loopback' \
  'add chain inet fishnet output { type filter hook output priority -5; policy accept; }' \
  'add chain inet fishnet ownerless' \
  'add chain inet fishnet postrouting { type filter hook postrouting priority 110; policy accept; }' \
  'add chain inet fishnet refuse' \
  'add chain inet fishnet register' \
  'add chain inet fishnet register_3777_5432_8080' \
  'add chain inet fishnet strict_3777_5432_8080' \
  'add set inet fishnet agents { type uid; flags interval; }' \
  'add set inet fishnet strict_3777_5432_8080 { type uid; flags interval; }' \
  'add element inet fishnet agents { 61001 comment "fishnet:agent_runner", 61002 comment "fishnet:coder-2", 100000-165535 comment "fishnet:agent_runner" }' \
  'add element inet fishnet strict_3777_5432_8080 { 61001 comment "fishnet:agent_runner", 100000-165535 comment "fishnet:agent_runner" }' \
  'add rule inet fishnet agent oifname != "lo" goto deny' \
  'add rule inet fishnet agent fib saddr type != local drop' \
  'add rule inet fishnet agent exthdr rt exists drop' \
  'add rule inet fishnet agent meta skuid @strict_3777_5432_8080 jump strict_3777_5432_8080' \
  'add rule inet fishnet agent meta l4proto { 6, 17, 136 } th dport { 53, 853, 5353, 5355 } goto deny_loopback' \
  'add rule inet fishnet deny counter name "denied"' \
  'add rule inet fishnet deny goto refuse' \
  'add rule inet fishnet deny_loopback counter name "denied_loopback"' \
  'add rule inet fishnet deny_loopback goto refuse' \
  'add rule inet fishnet output oifname != "lo" tcp flags syn,ack / syn,ack jump ownerless' \
  'add rule inet fishnet output meta skuid @agents jump agent' \
  'add rule inet fishnet ownerless meta skuid 0-4294967295 return' \
  'add rule inet fishnet ownerless drop' \
  'add rule inet fishnet postrouting oifname != "lo" meta skuid @agents counter name "denied_rerouted" drop' \
  'add rule inet fishnet refuse limit rate 10/minute burst 20 packets log prefix "fishnet deny: " flags skuid' \
  'add rule inet fishnet refuse fib saddr type != local drop' \
  'add rule inet fishnet refuse meta l4proto 6 reject with tcp reset' \
  'add rule inet fishnet refuse reject with icmpx admin-prohibited' \
  'add rule inet fishnet register meta skuid 61002 comment "fishnet:coder-2"' \
  'add rule inet fishnet register_3777_5432_8080 meta skuid 61001 comment "fishnet:agent_runner"' \
  'add rule inet fishnet register_3777_5432_8080 meta skuid 100000-165535 comment "fishnet:agent_runner"' \
  'add rule inet fishnet strict_3777_5432_8080 ip daddr 127.0.0.1 tcp dport { 3777, 5432, 8080 } return' \
  'add rule inet fishnet strict_3777_5432_8080 ip6 daddr ::1 tcp dport { 3777, 5432, 8080 } return' \
  'add rule inet fishnet strict_3777_5432_8080 ip saddr 127.0.0.1 tcp sport { 5432, 8080 } tcp flags != syn / fin,syn,rst,ack return' \
  'add rule inet fishnet strict_3777_5432_8080 ip6 saddr ::1 tcp sport { 5432, 8080 } tcp flags != syn / fin,syn,rst,ack return' \
  'add rule inet fishnet strict_3777_5432_8080 goto deny_loopback' | sudo nft -f -
