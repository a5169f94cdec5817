printf '%s\n' \
  'add table inet fishnet' \
  'flush chain inet fishnet agent' \
  'flush chain inet fishnet register' \
  'flush chain inet fishnet register_3777_5432_8080' \
  'flush chain inet fishnet strict_3777_5432_8080' \
  'delete set inet fishnet strict_3777_5432_8080' \
  'delete chain inet fishnet register_3777_5432_8080' \
  'delete chain inet fishnet strict_3777_5432_8080' \
  'add rule inet fishnet agent oifname != "lo" goto deny' \
  'add rule inet fishnet agent fib saddr type != local drop' \
  'add rule inet fishnet agent exthdr rt exists drop' \
  'add rule inet fishnet agent meta l4proto { 6, 17, 136 } th dport { 53, 853, 5353, 5355 } goto deny_loopback' \
  'add rule inet fishnet register meta skuid 61001 comment "fishnet:agent_runner"' \
  'add rule inet fishnet register meta skuid 100000-165535 comment "fishnet:agent_runner"' \
  'add rule inet fishnet register meta skuid 61002 comment "fishnet:coder-2"' | sudo nft -f -
