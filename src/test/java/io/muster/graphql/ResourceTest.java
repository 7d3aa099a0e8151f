package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroupRule;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
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
    void leadsToAReferencedGroupOfAnotherAccount() {
        // given a rule that admits a group of a peered VPC, in another account that is registered too
        String there = store.put(
                Scope.of("444455556666", Store.REGION),
                "sg-there",
                "there",
                Map.of(),
                Samples.group("there", "vpc-9"),
                Store.T0);
        ReferencedGroup referenced = new ReferencedGroup(there, "444455556666", "vpc-9", "active", "pcx-1");
        store.put(
                "sg-here",
                Samples.group(
                        "here",
                        "vpc-1",
                        new SecurityGroupRule("sgr-1", "tcp", 22, 22, null, null, "sg-there", null, referenced)));

        // then
        ask("{ securityGroups(filter: {resourceIds: [\"sg-here\"]}) { nodes { ingress { referencedGroupId"
                        + " referencedGroup { accountId vpcId peeringStatus vpcPeeringConnectionId } }"
                        + " related(relation: REFERENCES_SECURITY_GROUP) { outgoing resource { accountId name } } } } }")
                .body("errors", nullValue())
                .body("data.securityGroups.nodes[0].ingress[0].referencedGroupId", equalTo("sg-there"))
                .body(
                        "data.securityGroups.nodes[0].ingress[0].referencedGroup",
                        equalTo(Map.of(
                                "accountId", "444455556666",
                                "vpcId", "vpc-9",
                                "peeringStatus", "active",
                                "vpcPeeringConnectionId", "pcx-1")))
                .body("data.securityGroups.nodes[0].related[0].resource.name", equalTo("there"))
                .body("data.securityGroups.nodes[0].related[0].resource.accountId", equalTo("444455556666"));
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
