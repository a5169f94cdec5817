printf '%s\n' \
  '*filter' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-DENY' \
  '-F FISHNET-OUT' \
  '-F FISHNET-STRICT-3777-5432' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-DENY' \
  '-X FISHNET-OUT' \
  '-X FISHNET-STRICT-3777-5432' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  '-D POSTROUTING -j FISHNET-POST' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-POST' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-POST' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-DENY' \
  '-F FISHNET-OUT' \
  '-F FISHNET-STRICT-3777-5432' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-DENY' \
  '-X FISHNET-OUT' \
  '-X FISHNET-STRICT-3777-5432' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  '-D POSTROUTING -j FISHNET-POST' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-POST' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-POST' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
