package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsAccess;
import io.muster.aws.TestClients;
import io.muster.demo.SampleCloud;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.Map;

/** Reads what AWS has of a sample over the SDK's client, as a first scan does. */
final class SampleReader implements AutoCloseable {

    private final SampleCloud cloud = new SampleCloud();
    private final TestClients clients =
            TestClients.at(cloud.endpoint(), Map.of("max-attempts", "1", "budget-fraction", "1"));

    /** What the kind's collector makes of it. */
    Collection<?> read(ResourceKind kind, JsonNode aws) {
        Scope scope = Scope.of(cloud.accountId(), kind.global() ? Scope.GLOBAL : SampleCloud.REGION);
        cloud.serve(scope.region(), aws);
        AwsScope account = new AwsScope(scope, clients.clients().session(AwsAccess.direct(cloud.accountId())));
        // a new one, for some keep what they read from one scan to the next
        Collector<?> collector = AllCollectors.with(Map.of("instance-user-data", "true"))
                .of(kind)
                .orElseThrow();
        return collector.collect(account).await().indefinitely();
    }

    /** The one resource that there is. */
    Resource<?> one(ResourceKind kind, JsonNode aws) {
        Collection<?> collection = read(kind, aws);
        assertThat(collection).as("%s", collection.gaps()).isInstanceOf(Collection.Complete.class);
        assertThat(collection.resources()).hasSize(1);
        return collection.resources().get(0);
    }

    @Override
    public void close() {
        clients.close();
        cloud.close();
    }
}
