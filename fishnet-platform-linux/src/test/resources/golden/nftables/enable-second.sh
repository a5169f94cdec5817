printf '%s\n' \
  'add table inet fishnet' \
  'flush chain inet fishnet register' \
  'add element inet fishnet agents { 61002 comment "fishnet:coder-2" }' \
  'add rule inet fishnet register meta skuid 61001 comment "fishnet:agent_runner"' \
  'add rule inet fishnet register meta skuid 100000-165535 comment "fishnet:agent_runner"' \
  'add rule inet fishnet register meta skuid 61002 comment "fishnet:coder-2"' | sudo nft -f -
