sudo dscl . -create /Users/agent_runner
sudo dscl . -create /Users/agent_runner Password '*'
sudo dscl . -create /Users/agent_runner UserShell /bin/zsh
sudo dscl . -create /Users/agent_runner RealName agent_runner
sudo dscl . -create /Users/agent_runner NFSHomeDirectory /Users/agent_runner
sudo dscl . -create /Users/agent_runner PrimaryGroupID 20
sudo install -d -o 502 -g 20 -m 0700 /Users/agent_runner
sudo dscl . -create /Users/agent_runner UniqueID 502
