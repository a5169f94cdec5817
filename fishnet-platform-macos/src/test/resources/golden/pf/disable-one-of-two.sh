printf '%s\n' \
  '# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.' \
  '# agent coder-2 503' \
  'standard = "{ 503 }"' \
  'agents = "{ 503 }"' \
  'block return out quick on lo0 proto tcp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'block return out quick on lo0 proto udp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'pass out quick on lo0 proto tcp from any to any user $standard no state' \
  'pass out quick on lo0 proto udp from any to any user $standard no state' \
  'block return out quick proto tcp from any to any port 0:65535 user $agents label "fishnet"' \
  'block return out quick proto udp from any to any port 0:65535 user $agents label "fishnet"' | sudo pfctl -a com.fishnet.localonly -n -f -
sudo install -o root -g wheel -m 0644 /dev/null /etc/pf.anchors/com.fishnet.localonly.new && \
printf '%s\n' \
  '# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.' \
  '# agent coder-2 503' \
  'standard = "{ 503 }"' \
  'agents = "{ 503 }"' \
  'block return out quick on lo0 proto tcp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'block return out quick on lo0 proto udp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'pass out quick on lo0 proto tcp from any to any user $standard no state' \
  'pass out quick on lo0 proto udp from any to any user $standard no state' \
  'block return out quick proto tcp from any to any port 0:65535 user $agents label "fishnet"' \
  'block return out quick proto udp from any to any port 0:65535 user $agents label "fishnet"' | sudo tee /etc/pf.anchors/com.fishnet.localonly.new > /dev/null && \
sudo mv -f /etc/pf.anchors/com.fishnet.localonly.new /etc/pf.anchors/com.fishnet.localonly
sudo pfctl -a com.fishnet.localonly -f /etc/pf.anchors/com.fishnet.localonly
