package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsFailure;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.SecurityGroupUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters of ECS and their services, of which AWS lists one and tells about it later. */
class ContainerServicesTest extends CannedCollecting {

    private static final String CLUSTERS = "ListClusters";
    private static final String SERVICES = "ListServices";
    private static final String DESCRIBED = "DescribeServices";
    private static final String PREFIX = "arn:aws:ecs:eu-west-1:123456789012:";
    private static final String LISTED = "{\"serviceArns\": [\"" + PREFIX + "service/live/web\"]}";
    private static final String SERVICE = "{\"services\": [{\"serviceArn\": \"" + PREFIX + "service/live/web\","
            + " \"serviceName\": \"web\", \"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-1\"],"
            + " \"securityGroups\": [\"sg-1\"]}}}], \"failures\": []}";

    @ParameterizedTest
    @ValueSource(strings = {SERVICES, DESCRIBED})
    void aClusterThatWasDeletedMeanwhileCostsNothing(String operation) {
        // given
        canned.json(CLUSTERS, clusters("\"" + PREFIX + "cluster/gone\"", "\"" + PREFIX + "cluster/live\""));
        if (operation.equals(SERVICES)) {
            canned.refuseJson(SERVICES, 400, "ClusterNotFoundException", "Cluster not found.")
                    .json(SERVICES, LISTED)
                    .json(DESCRIBED, SERVICE);
        } else {
            canned.json(SERVICES, LISTED)
                    .refuseJson(DESCRIBED, 400, "ClusterNotFoundException", "Cluster not found.")
                    .json(DESCRIBED, SERVICE);
        }

        // when
        Collection<SecurityGroupUser> users = collect(new ContainerServices());

        // then
        assertThat(users).isInstanceOf(Collection.Complete.class);
        assertThat(ids(users)).containsExactly("service/live/web");
    }

    @Test
    void aClusterThatMayNotBeReadIsAGap() {
        canned.json(CLUSTERS, clusters("\"" + PREFIX + "cluster/live\""))
                .refuseJson(SERVICES, 400, "AccessDeniedException", "Not you");
        Collection<SecurityGroupUser> users = collect(new ContainerServices());
        assertThat(users).isEqualTo(gap("ecs:ListServices", "AccessDeniedException", "Not you"));
    }

    @Test
    void aNullAmongTheClustersCostsNoOther() {
        // given
        canned.json(CLUSTERS, clusters("null", "\"" + PREFIX + "cluster/live\""))
                .json(SERVICES, LISTED)
                .json(DESCRIBED, SERVICE);

        // when
        Collection<SecurityGroupUser> users = collect(new ContainerServices());

        // then
        assertThat(ids(users)).containsExactly("service/live/web");
        assertThat(users.unread()).isEqualTo(Unread.everythingElse());
        assertThat(users.gaps())
                .containsExactly(new Gap(
                        "ecs:ListClusters",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the content of item 1 of page 1)"));
    }

    private static String clusters(String... arns) {
        return "{\"clusterArns\": [" + String.join(", ", arns) + "]}";
    }
}
