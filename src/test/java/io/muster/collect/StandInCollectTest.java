package io.muster.collect;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.muster.aws.AwsSession;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Scope;
import java.util.*;
import org.junit.jupiter.api.*;

class StandInCollectTest {
    static TestClients clients;
    static AwsEstate estate;
    static AwsEstateBuilder b;

    @BeforeAll
    static void build() {
        var endpoint = AwsStandIn.endpoint();
        b = new AwsEstateBuilder(endpoint, AwsEstate.REGION);
        estate = AwsEstate.build(b);
        clients = TestClients.at(endpoint);
    }

    @Test
    void dump() {
        AwsSession session = clients.clients().session(AwsAccess.direct(AwsStandIn.ACCOUNT));
        AwsScope aws = new AwsScope(Scope.of(AwsStandIn.ACCOUNT, AwsEstate.REGION), session);
        for (Collector<?> c : List.of(
                new InstanceCollector(),
                new SecurityGroupCollector(),
                new NetworkInterfaceCollector(),
                new VpcCollector(),
                new SubnetCollector(),
                new RouteTableCollector(),
                new InternetGatewayCollector(),
                new NetworkAclCollector(),
                new VolumeCollector(),
                new SnapshotCollector(),
                new ImageCollector(),
                new PrefixListCollector(),
                new FlowLogCollector(),
                new KeyPairCollector(),
                new RegionSettingsCollector(),
                new InstanceProfileCollector(),
                new RoleCollector())) {
            Collection<?> col = c.collect(aws).await().indefinitely();
            System.out.println("== " + c.kind() + " " + col.getClass().getSimpleName()
                    + (col instanceof Collection.Incomplete<?> i ? i.gaps() : ""));
            for (Resource<?> r : col.resources()) System.out.println("   " + r);
        }
        System.out.println(session.calls() + " " + clients.budget().spent()
                + session.regions().await().indefinitely()
                + session.callerArn().await().indefinitely());
    }
}
