package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class ResourceTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.put("vpc-1", Samples.vpc());
        store.put("subnet-1", Samples.subnet("vpc-1"));
        store.put("sg-1", Samples.group("web", "vpc-1"));
        store.put("i-1", Samples.instance(InstanceState.RUNNING, "vpc-1", "subnet-1", List.of("sg-1")));
        store.listed(ResourceKind.INSTANCE, Store.LISTED);
    }

    @Test
    void servesTypedFieldsOfAKind() {
        ask("{ instances { nodes { resourceId state metadataOptions { httpTokens hopLimit instanceMetadataTags }"
                        + " securityGroupIds launchTime platform imageId ebsOptimized lastSeenAt deletedAt tags { key } } } }")
                .log()
                .all()
                .body("errors", nullValue())
                .body("data.instances.nodes", hasSize(1))
                .body("data.instances.nodes[0].resourceId", equalTo("i-1"))
                .body("data.instances.nodes[0].state", equalTo("RUNNING"))
                .body("data.instances.nodes[0].metadataOptions.httpTokens", equalTo("REQUIRED"))
                .body("data.instances.nodes[0].metadataOptions.hopLimit", equalTo(1))
                .body("data.instances.nodes[0].launchTime", equalTo("2026-11-01T00:00:00Z"))
                .body("data.instances.nodes[0].lastSeenAt", equalTo("2026-11-20T00:00:00Z"));
    }
}
