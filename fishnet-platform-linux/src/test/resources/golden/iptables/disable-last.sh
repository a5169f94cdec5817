printf '%s\n' \
  '*filter' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-F FISHNET-OUT' \
  '-F FISHNET-AGENT' \
  '-F FISHNET-DENY' \
  '-X FISHNET-OUT' \
  '-X FISHNET-AGENT' \
  '-X FISHNET-DENY' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  '-D POSTROUTING -j FISHNET-POST' \
  '-F FISHNET-POST' \
  '-X FISHNET-POST' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-F FISHNET-OUT' \
  '-F FISHNET-AGENT' \
  '-F FISHNET-DENY' \
  '-X FISHNET-OUT' \
  '-X FISHNET-AGENT' \
  '-X FISHNET-DENY' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  '-D POSTROUTING -j FISHNET-POST' \
  '-F FISHNET-POST' \
  '-X FISHNET-POST' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
