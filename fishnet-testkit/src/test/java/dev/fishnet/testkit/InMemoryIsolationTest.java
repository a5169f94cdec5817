package dev.fishnet.testkit;

import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;

class InMemoryIsolationTest implements IsolationPortContract {
    @Override
    public IsolationPort isolation() {
        return new InMemoryIsolation();
    }

    @Override
    public AgentUser agent() {
        return new AgentUser(new UserName("agent_runner"), 1001, SubordinateIds.NONE);
    }
}
