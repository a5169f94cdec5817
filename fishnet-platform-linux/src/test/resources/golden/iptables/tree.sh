printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-DENY - [0:0]' \
  ':FISHNET-OUT-1 - [0:0]' \
  ':FISHNET-OUT-2 - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61000-61030 -g FISHNET-OUT-1' \
  '-A FISHNET-OUT -m owner --uid-owner 61040-61050 -g FISHNET-OUT-2' \
  '-A FISHNET-OUT -m owner --uid-owner 61060 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 61070 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 61080 -g FISHNET-AGENT' \
  '-A FISHNET-AGENT ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-AGENT -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-AGENT -p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61000 -m comment --comment fishnet:agent0' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61010 -m comment --comment fishnet:agent1' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61020 -m comment --comment fishnet:agent2' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61030 -m comment --comment fishnet:agent3' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61040 -m comment --comment fishnet:agent4' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61050 -m comment --comment fishnet:agent5' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61060 -m comment --comment fishnet:agent6' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61070 -m comment --comment fishnet:agent7' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61080 -m comment --comment fishnet:agent8' \
  '-A FISHNET-DENY -m limit --limit 10/min --limit-burst 20 -j LOG --log-prefix "fishnet deny: " --log-uid' \
  '-A FISHNET-DENY -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-DENY -p tcp -j REJECT --reject-with tcp-reset' \
  '-A FISHNET-DENY -j REJECT --reject-with icmp-admin-prohibited' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61000 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61010 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61020 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61030 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-2 -m owner --uid-owner 61040 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-2 -m owner --uid-owner 61050 -g FISHNET-AGENT' \
  '-I OUTPUT 1 -j FISHNET-OUT' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-POST - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-POST-1 - [0:0]' \
  ':FISHNET-POST-2 - [0:0]' \
  '-A FISHNET-POST -o lo -j RETURN' \
  '-A FISHNET-POST ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m addrtype --src-type LOCAL -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61000-61030 -g FISHNET-POST-1' \
  '-A FISHNET-POST -m owner --uid-owner 61040-61050 -g FISHNET-POST-2' \
  '-A FISHNET-POST -m owner --uid-owner 61060 -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61070 -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61080 -j DROP' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61000 -m comment --comment fishnet:agent0' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61010 -m comment --comment fishnet:agent1' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61020 -m comment --comment fishnet:agent2' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61030 -m comment --comment fishnet:agent3' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61040 -m comment --comment fishnet:agent4' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61050 -m comment --comment fishnet:agent5' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61060 -m comment --comment fishnet:agent6' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61070 -m comment --comment fishnet:agent7' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61080 -m comment --comment fishnet:agent8' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61000 -j DROP' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61010 -j DROP' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61020 -j DROP' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61030 -j DROP' \
  '-A FISHNET-POST-2 -m owner --uid-owner 61040 -j DROP' \
  '-A FISHNET-POST-2 -m owner --uid-owner 61050 -j DROP' \
  '-I POSTROUTING 1 -j FISHNET-POST' \
  'COMMIT' | sudo iptables-restore --wait --noflush
printf '%s\n' \
  '*filter' \
  ':FISHNET-OUT - [0:0]' \
  ':FISHNET-AGENT - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-DENY - [0:0]' \
  ':FISHNET-OUT-1 - [0:0]' \
  ':FISHNET-OUT-2 - [0:0]' \
  '-A FISHNET-OUT ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-OUT -m owner --uid-owner 61000-61030 -g FISHNET-OUT-1' \
  '-A FISHNET-OUT -m owner --uid-owner 61040-61050 -g FISHNET-OUT-2' \
  '-A FISHNET-OUT -m owner --uid-owner 61060 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 61070 -g FISHNET-AGENT' \
  '-A FISHNET-OUT -m owner --uid-owner 61080 -g FISHNET-AGENT' \
  '-A FISHNET-AGENT ! -o lo -j FISHNET-DENY' \
  '-A FISHNET-AGENT -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-AGENT -m ipv6header --header ipv6-route --soft -j DROP' \
  '-A FISHNET-AGENT -p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENT -p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61000 -m comment --comment fishnet:agent0' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61010 -m comment --comment fishnet:agent1' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61020 -m comment --comment fishnet:agent2' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61030 -m comment --comment fishnet:agent3' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61040 -m comment --comment fishnet:agent4' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61050 -m comment --comment fishnet:agent5' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61060 -m comment --comment fishnet:agent6' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61070 -m comment --comment fishnet:agent7' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61080 -m comment --comment fishnet:agent8' \
  '-A FISHNET-DENY -m limit --limit 10/min --limit-burst 20 -j LOG --log-prefix "fishnet deny: " --log-uid' \
  '-A FISHNET-DENY -m addrtype ! --src-type LOCAL -j DROP' \
  '-A FISHNET-DENY -p tcp -j REJECT --reject-with tcp-reset' \
  '-A FISHNET-DENY -j REJECT --reject-with icmp6-adm-prohibited' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61000 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61010 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61020 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-1 -m owner --uid-owner 61030 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-2 -m owner --uid-owner 61040 -g FISHNET-AGENT' \
  '-A FISHNET-OUT-2 -m owner --uid-owner 61050 -g FISHNET-AGENT' \
  '-I OUTPUT 1 -j FISHNET-OUT' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
printf '%s\n' \
  '*mangle' \
  ':FISHNET-POST - [0:0]' \
  ':FISHNET-AGENTS - [0:0]' \
  ':FISHNET-POST-1 - [0:0]' \
  ':FISHNET-POST-2 - [0:0]' \
  '-A FISHNET-POST -o lo -j RETURN' \
  '-A FISHNET-POST ! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m addrtype --src-type LOCAL -m owner ! --socket-exists -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61000-61030 -g FISHNET-POST-1' \
  '-A FISHNET-POST -m owner --uid-owner 61040-61050 -g FISHNET-POST-2' \
  '-A FISHNET-POST -m owner --uid-owner 61060 -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61070 -j DROP' \
  '-A FISHNET-POST -m owner --uid-owner 61080 -j DROP' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61000 -m comment --comment fishnet:agent0' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61010 -m comment --comment fishnet:agent1' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61020 -m comment --comment fishnet:agent2' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61030 -m comment --comment fishnet:agent3' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61040 -m comment --comment fishnet:agent4' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61050 -m comment --comment fishnet:agent5' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61060 -m comment --comment fishnet:agent6' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61070 -m comment --comment fishnet:agent7' \
  '-A FISHNET-AGENTS -m owner --uid-owner 61080 -m comment --comment fishnet:agent8' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61000 -j DROP' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61010 -j DROP' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61020 -j DROP' \
  '-A FISHNET-POST-1 -m owner --uid-owner 61030 -j DROP' \
  '-A FISHNET-POST-2 -m owner --uid-owner 61040 -j DROP' \
  '-A FISHNET-POST-2 -m owner --uid-owner 61050 -j DROP' \
  '-I POSTROUTING 1 -j FISHNET-POST' \
  'COMMIT' | sudo ip6tables-restore --wait --noflush
