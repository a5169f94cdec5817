sudo dscl . -create /Users/_fishnet UserShell /usr/bin/false
sudo chmod 0700 '/Library/Application Support/Fishnet'
