package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.AllCollectors;
import io.muster.collect.AwsScope;
import io.muster.collect.Collectors;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same within Quarkus: its STS client, which follows {@code muster.aws.*}, and the collectors that CDI finds. */
@QuarkusTest
@TestProfile(AwsWiringTest.Profile.class)
class AwsWiringTest {

    private static final String MEMBER = "111122223333";

    @Inject
    AwsClients clients;

    @Inject
    Collectors collectors;

    @Test
    void stsIsAskedWhereTheConfigurationSays() {
        assertThat(clients.session(AwsAccess.direct(MEMBER)).callerArn().await().indefinitely())
                .isEqualTo("arn:aws:iam::" + MEMBER + ":user/me");
    }

    @Test
    void aRoleIsAssumedThere() {
        AwsSession session =
                clients.session(new AwsAccess(MEMBER, "arn:aws:iam::" + MEMBER + ":role/muster", "external"));
        assertThat(session.regions().await().indefinitely()).containsExactly("eu-west-1");
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
        Scope scope = Scope.of(MEMBER, "eu-west-1");
        var aws = new AwsScope(scope, clients.session(AwsAccess.direct(MEMBER)));
        assertThat(collectors
                        .of(ResourceKind.VPC)
                        .orElseThrow()
                        .collect(aws)
                        .await()
                        .indefinitely()
                        .resources())
                .hasSize(1);
    }

    /** Canned answers in place of the demo cloud. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.aws.default-region", "eu-west-1");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Endpoint.class));
        }
    }

    /** AWS's answers, canned. */
    public static final class Endpoint implements QuarkusTestResourceLifecycleManager {
        private CannedAws aws;

        @Override
        public Map<String, String> start() {
            aws = new CannedAws()
                    .caller(MEMBER)
                    .answer(
                            "AssumeRole",
                            200,
                            "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId>"
                                    + "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                                    + "<Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>"
                                    + "</AssumeRoleResult></AssumeRoleResponse>")
                    .ec2("DescribeRegions", "<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>")
                    .ec2("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>");
            return Map.of("muster.aws.endpoint", aws.endpoint().toString());
        }

        @Override
        public void stop() {
            aws.close();
        }
    }
}
