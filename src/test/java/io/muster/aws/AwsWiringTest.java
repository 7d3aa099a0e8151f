package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.AllCollectors;
import io.muster.collect.AwsScope;
import io.muster.collect.Collection;
import io.muster.collect.Collectors;
import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The same within Quarkus: its STS client, which follows {@code muster.aws.*}, and the collectors that CDI finds. */
@QuarkusTest
class AwsWiringTest {

    private static final String REGION = "eu-central-1";

    @Inject
    AwsClients clients;

    @Inject
    Collectors collectors;

    @Inject
    DemoCloud cloud;

    @Test
    void stsIsAskedWhereTheConfigurationSays() {
        assertThat(hub().partition().await().indefinitely()).isEqualTo("aws");
    }

    @Test
    void aRoleIsAssumedThere() {
        // given
        DemoAccount member = cloud.accounts().get(1);

        // when
        AwsSession session = clients.session(new AwsAccess(member.accountId(), member.roleArn(), member.externalId()));

        // then
        assertThat(session.regions().await().indefinitely()).containsExactlyInAnyOrderElementsOf(member.regions());
    }

    @Test
    void everyCollectorIsFound() {
        Collectors all = AllCollectors.create();
        assertThat(collectors.regional()).hasSameSizeAs(all.regional());
        assertThat(collectors.global()).hasSameSizeAs(all.global());
        assertThat(collectors.of(ResourceKind.VPC)).isPresent();
    }

    @Test
    void aCollectorCollects() {
        // given
        String account = cloud.accounts().get(0).accountId();
        AwsScope aws = new AwsScope(Scope.of(account, REGION), hub());

        // when
        Collection<?> vpcs = collectors
                .of(ResourceKind.VPC)
                .orElseThrow()
                .collect(aws)
                .await()
                .indefinitely();

        // then
        assertThat(vpcs.resources())
                .hasSameSizeAs(cloud.list(account, REGION, Vpc.class))
                .isNotEmpty();
    }

    private AwsSession hub() {
        return clients.session(AwsAccess.direct(cloud.accounts().get(0).accountId()));
    }
}
