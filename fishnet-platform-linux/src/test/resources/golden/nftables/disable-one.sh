printf '%s\n' \
  'add table inet fishnet' \
  'flush chain inet fishnet register' \
  'delete element inet fishnet agents { 61001, 100000-165535 }' \
  'add rule inet fishnet register meta skuid 61002 comment "fishnet:coder-2"' | sudo nft -f -
