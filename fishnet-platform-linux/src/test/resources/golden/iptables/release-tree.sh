printf '%s\n' \
  '*filter' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-F FISHNET-AGENT' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-DENY' \
  '-F FISHNET-OUT' \
  '-F FISHNET-OUT-1' \
  '-F FISHNET-OUT-2' \
  '-X FISHNET-AGENT' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-DENY' \
  '-X FISHNET-OUT' \
  '-X FISHNET-OUT-1' \
  '-X FISHNET-OUT-2' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  '-D POSTROUTING -j FISHNET-POST' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-POST' \
  '-F FISHNET-POST-1' \
  '-F FISHNET-POST-2' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-POST' \
  '-X FISHNET-POST-1' \
  '-X FISHNET-POST-2' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  '-D OUTPUT -j FISHNET-OUT' \
  '-F FISHNET-AGENT' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-DENY' \
  '-F FISHNET-OUT' \
  '-F FISHNET-OUT-1' \
  '-F FISHNET-OUT-2' \
  '-X FISHNET-AGENT' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-DENY' \
  '-X FISHNET-OUT' \
  '-X FISHNET-OUT-1' \
  '-X FISHNET-OUT-2' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  '-D POSTROUTING -j FISHNET-POST' \
  '-F FISHNET-AGENTS' \
  '-F FISHNET-POST' \
  '-F FISHNET-POST-1' \
  '-F FISHNET-POST-2' \
  '-X FISHNET-AGENTS' \
  '-X FISHNET-POST' \
  '-X FISHNET-POST-1' \
  '-X FISHNET-POST-2' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
