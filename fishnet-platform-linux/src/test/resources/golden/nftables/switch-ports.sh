printf '%s\n' \
  'add table inet fishnet' \
  'add chain inet fishnet between { type filter hook postrouting priority 110; policy accept; }' \
  'add rule inet fishnet between meta skuid 61001 drop' \
  'add rule inet fishnet between meta skuid 100000-165535 drop' | sudo nft -f -
printf '%s\n' \
  'add table inet fishnet' \
  'flush chain inet fishnet agent' \
  'flush chain inet fishnet register_3777_5432_8080' \
  'flush chain inet fishnet strict_3777_5432_8080' \
  'delete set inet fishnet strict_3777_5432_8080' \
  'delete chain inet fishnet register_3777_5432_8080' \
  'delete chain inet fishnet strict_3777_5432_8080' \
  'add chain inet fishnet register_3777' \
  'add chain inet fishnet strict_3777' \
  'add set inet fishnet strict_3777 { type uid; flags interval; }' \
  'add element inet fishnet strict_3777 { 61001 comment "fishnet:agent_runner", 100000-165535 comment "fishnet:agent_runner" }' \
  'add rule inet fishnet agent oifname != "lo" goto deny' \
  'add rule inet fishnet agent fib saddr type != local drop' \
  'add rule inet fishnet agent exthdr rt exists drop' \
  'add rule inet fishnet agent meta skuid @strict_3777 jump strict_3777' \
  'add rule inet fishnet agent meta l4proto { 6, 17, 136 } th dport { 53, 853, 5353, 5355 } goto deny_loopback' \
  'add rule inet fishnet register_3777 meta skuid 61001 comment "fishnet:agent_runner"' \
  'add rule inet fishnet register_3777 meta skuid 100000-165535 comment "fishnet:agent_runner"' \
  'add rule inet fishnet strict_3777 ip daddr 127.0.0.1 tcp dport 3777 return' \
  'add rule inet fishnet strict_3777 ip6 daddr ::1 tcp dport 3777 return' \
  'add rule inet fishnet strict_3777 goto deny_loopback' | sudo nft -f -
printf '%s\n' \
  'add table inet fishnet' \
  'flush chain inet fishnet between' \
  'delete chain inet fishnet between' | sudo nft -f -
