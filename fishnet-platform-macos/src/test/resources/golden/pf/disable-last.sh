sudo launchctl bootout system/dev.fishnet.firewall
sudo pfctl -a com.fishnet.localonly -F rules
printf '%s\n' \
  '#' \
  '# com.apple anchor point' \
  '#' \
  'scrub-anchor "com.apple/*"' \
  'nat-anchor "com.apple/*"' \
  'rdr-anchor "com.apple/*"' \
  'dummynet-anchor "com.apple/*"' \
  'anchor "com.apple/*"' \
  'load anchor "com.apple" from "/etc/pf.anchors/com.apple"' | sudo pfctl -n -f -
sudo install -o root -g wheel -m 0644 /dev/null /etc/pf.conf.new && \
printf '%s\n' \
  '#' \
  '# com.apple anchor point' \
  '#' \
  'scrub-anchor "com.apple/*"' \
  'nat-anchor "com.apple/*"' \
  'rdr-anchor "com.apple/*"' \
  'dummynet-anchor "com.apple/*"' \
  'anchor "com.apple/*"' \
  'load anchor "com.apple" from "/etc/pf.anchors/com.apple"' | sudo tee /etc/pf.conf.new > /dev/null && \
sudo mv -f /etc/pf.conf.new /etc/pf.conf
sudo rm -f /etc/pf.anchors/com.fishnet.localonly
sudo rm -f /Library/LaunchDaemons/dev.fishnet.firewall.plist
sudo rm -f /Library/LaunchDaemons/dev.fishnet.firewall.start.plist
sudo rm -f /var/run/fishnet.pf.token
sudo pfctl -X 42 || true
