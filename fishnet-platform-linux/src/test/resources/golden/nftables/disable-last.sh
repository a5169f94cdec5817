printf '%s\n' \
  'delete table inet fishnet' | sudo nft -f -
