sudo launchctl bootout system/dev.fishnet.local
sudo install -o root -g wheel -m 0644 /dev/null /Library/LaunchDaemons/dev.fishnet.local.plist.new && \
printf '%s\n' \
  '<?xml version="1.0" encoding="UTF-8"?>' \
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">' \
  '<plist version="1.0">' \
  '<dict>' \
  '  <key>Label</key>' \
  '  <string>dev.fishnet.local</string>' \
  '  <key>UserName</key>' \
  '  <string>_fishnet</string>' \
  '  <key>GroupName</key>' \
  '  <string>_fishnet</string>' \
  '  <key>ProgramArguments</key>' \
  '  <array>' \
  '    <string>/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home/bin/java</string>' \
  '    <string>-XX:+UseSerialGC</string>' \
  '    <string>-Xshare:auto</string>' \
  '    <string>-XX:-UsePerfData</string>' \
  '    <string>-XX:+DisableAttachMechanism</string>' \
  '    <string>-XX:-HeapDumpOnOutOfMemoryError</string>' \
  '    <string>-XX:-CreateCoredumpOnCrash</string>' \
  '    <string>--enable-native-access=ALL-UNNAMED</string>' \
  '    <string>-Djna.tmpdir=/Library/Application Support/Fishnet/jna</string>' \
  '    <string>-cp</string>' \
  '    <string>/usr/local/lib/fishnet/lib/*</string>' \
  '    <string>dev.fishnet.cli.Main</string>' \
  '    <string>start</string>' \
  '  </array>' \
  '  <key>WorkingDirectory</key>' \
  '  <string>/Library/Application Support/Fishnet</string>' \
  '  <key>EnvironmentVariables</key>' \
  '  <dict>' \
  '    <key>FISHNET_DATA_DIR</key>' \
  '    <string>/Library/Application Support/Fishnet</string>' \
  '    <key>HOME</key>' \
  '    <string>/Library/Application Support/Fishnet</string>' \
  '  </dict>' \
  '  <key>RunAtLoad</key>' \
  '  <true/>' \
  '  <key>KeepAlive</key>' \
  '  <dict>' \
  '    <key>Crashed</key>' \
  '    <true/>' \
  '  </dict>' \
  '  <key>ProcessType</key>' \
  '  <string>Interactive</string>' \
  '  <key>ExitTimeOut</key>' \
  '  <integer>20</integer>' \
  '  <key>Umask</key>' \
  '  <integer>63</integer>' \
  '  <key>SoftResourceLimits</key>' \
  '  <dict>' \
  '    <key>Core</key>' \
  '    <integer>0</integer>' \
  '  </dict>' \
  '  <key>HardResourceLimits</key>' \
  '  <dict>' \
  '    <key>Core</key>' \
  '    <integer>0</integer>' \
  '  </dict>' \
  '  <key>StandardOutPath</key>' \
  '  <string>/Library/Application Support/Fishnet/fishnet.log</string>' \
  '  <key>StandardErrorPath</key>' \
  '  <string>/Library/Application Support/Fishnet/fishnet.log</string>' \
  '</dict>' \
  '</plist>' | sudo tee /Library/LaunchDaemons/dev.fishnet.local.plist.new > /dev/null && \
sudo mv -f /Library/LaunchDaemons/dev.fishnet.local.plist.new /Library/LaunchDaemons/dev.fishnet.local.plist
sudo launchctl bootstrap system /Library/LaunchDaemons/dev.fishnet.local.plist
