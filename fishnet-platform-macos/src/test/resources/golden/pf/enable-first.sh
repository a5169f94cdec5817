printf '%s\n' \
  '# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.' \
  '# agent agent_runner 502' \
  'agents = "{ 502 }"' \
  'block return out quick on lo0 proto tcp from any to any port { 53 853 5353 5355 } user $agents' \
  'block return out quick on lo0 proto udp from any to any port { 53 853 5353 5355 } user $agents' \
  'pass out quick on lo0 proto tcp from any to any user $agents no state' \
  'pass out quick on lo0 proto udp from any to any user $agents no state' \
  'block return out quick proto tcp from any to any port 0:65535 user $agents' \
  'block return out quick proto udp from any to any port 0:65535 user $agents' | sudo pfctl -a com.fishnet.localonly -n -f -
sudo install -o root -g wheel -m 0644 /dev/null /etc/pf.anchors/com.fishnet.localonly.new && \
printf '%s\n' \
  '# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.' \
  '# agent agent_runner 502' \
  'agents = "{ 502 }"' \
  'block return out quick on lo0 proto tcp from any to any port { 53 853 5353 5355 } user $agents' \
  'block return out quick on lo0 proto udp from any to any port { 53 853 5353 5355 } user $agents' \
  'pass out quick on lo0 proto tcp from any to any user $agents no state' \
  'pass out quick on lo0 proto udp from any to any user $agents no state' \
  'block return out quick proto tcp from any to any port 0:65535 user $agents' \
  'block return out quick proto udp from any to any port 0:65535 user $agents' | sudo tee /etc/pf.anchors/com.fishnet.localonly.new > /dev/null && \
sudo mv -f /etc/pf.anchors/com.fishnet.localonly.new /etc/pf.anchors/com.fishnet.localonly
printf '%s\n' \
  '#' \
  '# com.apple anchor point' \
  '#' \
  'scrub-anchor "com.apple/*"' \
  'nat-anchor "com.apple/*"' \
  'rdr-anchor "com.apple/*"' \
  'dummynet-anchor "com.apple/*"' \
  'anchor "com.fishnet.localonly"' \
  'anchor "com.apple/*"' \
  'load anchor "com.apple" from "/etc/pf.anchors/com.apple"' \
  'load anchor "com.fishnet.localonly" from "/etc/pf.anchors/com.fishnet.localonly"' | sudo pfctl -n -f -
sudo install -o root -g wheel -m 0644 /dev/null /etc/pf.conf.new && \
printf '%s\n' \
  '#' \
  '# com.apple anchor point' \
  '#' \
  'scrub-anchor "com.apple/*"' \
  'nat-anchor "com.apple/*"' \
  'rdr-anchor "com.apple/*"' \
  'dummynet-anchor "com.apple/*"' \
  'anchor "com.fishnet.localonly"' \
  'anchor "com.apple/*"' \
  'load anchor "com.apple" from "/etc/pf.anchors/com.apple"' \
  'load anchor "com.fishnet.localonly" from "/etc/pf.anchors/com.fishnet.localonly"' | sudo tee /etc/pf.conf.new > /dev/null && \
sudo mv -f /etc/pf.conf.new /etc/pf.conf
sudo pfctl -f /etc/pf.conf
sudo pfctl -a com.fishnet.localonly -f /etc/pf.anchors/com.fishnet.localonly
sudo pfctl -E
