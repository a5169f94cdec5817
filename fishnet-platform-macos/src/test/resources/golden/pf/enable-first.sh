printf '%s\n' \
  '# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.' \
  '# agent agent_runner 502' \
  'standard = "{ 502 }"' \
  'agents = "{ 502 }"' \
  'block return out quick on lo0 proto tcp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'block return out quick on lo0 proto udp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'pass out quick on lo0 proto tcp from any to any user $standard no state' \
  'pass out quick on lo0 proto udp from any to any user $standard no state' \
  'block return out quick proto tcp from any to any port 0:65535 user $agents label "fishnet"' \
  'block return out quick proto udp from any to any port 0:65535 user $agents label "fishnet"' | sudo pfctl -a com.fishnet.localonly -n -f -
sudo install -o root -g wheel -m 0644 /dev/null /etc/pf.anchors/com.fishnet.localonly.new && \
printf '%s\n' \
  '# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.' \
  '# agent agent_runner 502' \
  'standard = "{ 502 }"' \
  'agents = "{ 502 }"' \
  'block return out quick on lo0 proto tcp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'block return out quick on lo0 proto udp from any to any port { 53 853 5353 5355 } user $standard label "fishnet"' \
  'pass out quick on lo0 proto tcp from any to any user $standard no state' \
  'pass out quick on lo0 proto udp from any to any user $standard no state' \
  'block return out quick proto tcp from any to any port 0:65535 user $agents label "fishnet"' \
  'block return out quick proto udp from any to any port 0:65535 user $agents label "fishnet"' | sudo tee /etc/pf.anchors/com.fishnet.localonly.new > /dev/null && \
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
sudo install -o root -g wheel -m 0644 /dev/null /Library/LaunchDaemons/dev.fishnet.firewall.plist.new && \
printf '%s\n' \
  '<?xml version="1.0" encoding="UTF-8"?>' \
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">' \
  '<plist version="1.0">' \
  '<dict>' \
  '  <key>Label</key>' \
  '  <string>dev.fishnet.firewall</string>' \
  '  <key>ProgramArguments</key>' \
  '  <array>' \
  '    <string>/sbin/pfctl</string>' \
  '    <string>-a</string>' \
  '    <string>com.fishnet.localonly</string>' \
  '    <string>-f</string>' \
  '    <string>/etc/pf.anchors/com.fishnet.localonly</string>' \
  '  </array>' \
  '  <key>RunAtLoad</key>' \
  '  <true/>' \
  '  <key>WatchPaths</key>' \
  '  <array>' \
  '    <string>/etc/pf.conf</string>' \
  '    <string>/etc/pf.anchors/com.fishnet.localonly</string>' \
  '  </array>' \
  '  <key>StartInterval</key>' \
  '  <integer>60</integer>' \
  '</dict>' \
  '</plist>' | sudo tee /Library/LaunchDaemons/dev.fishnet.firewall.plist.new > /dev/null && \
sudo mv -f /Library/LaunchDaemons/dev.fishnet.firewall.plist.new /Library/LaunchDaemons/dev.fishnet.firewall.plist
sudo install -o root -g wheel -m 0644 /dev/null /Library/LaunchDaemons/dev.fishnet.firewall.start.plist.new && \
printf '%s\n' \
  '<?xml version="1.0" encoding="UTF-8"?>' \
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">' \
  '<plist version="1.0">' \
  '<dict>' \
  '  <key>Label</key>' \
  '  <string>dev.fishnet.firewall.start</string>' \
  '  <key>ProgramArguments</key>' \
  '  <array>' \
  '    <string>/sbin/pfctl</string>' \
  '    <string>-a</string>' \
  '    <string>com.fishnet.localonly</string>' \
  '    <string>-E</string>' \
  '    <string>-f</string>' \
  '    <string>/etc/pf.anchors/com.fishnet.localonly</string>' \
  '  </array>' \
  '  <key>RunAtLoad</key>' \
  '  <true/>' \
  '  <key>LaunchOnlyOnce</key>' \
  '  <true/>' \
  '  <key>Umask</key>' \
  '  <integer>63</integer>' \
  '  <key>StandardOutPath</key>' \
  '  <string>/var/run/fishnet.pf.token</string>' \
  '  <key>StandardErrorPath</key>' \
  '  <string>/var/run/fishnet.pf.token</string>' \
  '</dict>' \
  '</plist>' | sudo tee /Library/LaunchDaemons/dev.fishnet.firewall.start.plist.new > /dev/null && \
sudo mv -f /Library/LaunchDaemons/dev.fishnet.firewall.start.plist.new /Library/LaunchDaemons/dev.fishnet.firewall.start.plist
sudo launchctl bootstrap system /Library/LaunchDaemons/dev.fishnet.firewall.plist
sudo install -o root -g wheel -m 0600 /dev/null /var/run/fishnet.pf.token.new && \
sudo pfctl -E 2>&1 | sudo tee /var/run/fishnet.pf.token.new && \
sudo mv -f /var/run/fishnet.pf.token.new /var/run/fishnet.pf.token
