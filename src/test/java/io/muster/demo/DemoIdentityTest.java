package io.muster.demo;

import static io.muster.demo.Demo.OTHER_REGION;
import static io.muster.demo.Demo.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Who a caller is, and the IAM that it sees. */
class DemoIdentityTest {

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.ofInstances(2);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void namesItsAccountsForRegistration() {
        assertThat(demo.cloud().accounts())
                .extracting(DemoAccount::accountId)
                .containsExactly("111111111111", "222222222222", "333333333333");
        assertThat(demo.cloud().accounts().get(1))
                .returns("arn:aws:iam::222222222222:role/muster-reader", DemoAccount::roleArn)
                .returns("muster-demo-shop-production", DemoAccount::externalId)
                .returns(List.of(REGION, OTHER_REGION), DemoAccount::regions);
    }

    @Test
    void answersCallersWithoutASessionForTheHub() {
        assertThat(demo.sts().getCallerIdentity().join().account())
                .isEqualTo(demo.hub().accountId());
    }

    @Test
    void knowsTheCallerOfASession() {
        AwsCredentials session = demo.assume(demo.cloud().accounts().get(1));

        assertThat(demo.sts(session).getCallerIdentity().join())
                .returns("222222222222", GetCallerIdentityResponse::account)
                .returns(
                        "arn:aws:sts::222222222222:assumed-role/muster-reader/session", GetCallerIdentityResponse::arn);
    }

    @Test
    void handsOutSessionsForAnHour() {
        DemoAccount account = demo.cloud().accounts().get(1);

        AssumeRoleResponse session = demo.sts()
                .assumeRole(r ->
                        r.roleArn(account.roleArn()).roleSessionName("scan").externalId(account.externalId()))
                .join();

        assertThat(session.credentials().expiration())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(session.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::222222222222:assumed-role/muster-reader/scan");
    }

    @Test
    void showsEachSessionItsOwnAccount() {
        for (DemoAccount account : demo.cloud().accounts()) {
            AwsCredentials session = demo.assume(account);
            for (String region : account.regions()) {
                List<Vpc> vpcs = demo.ec2(session, region).describeVpcs().join().vpcs();
                assertThat(vpcs).isEqualTo(demo.cloud().list(account.accountId(), region, Vpc.class));
                assertThat(vpcs).extracting(Vpc::ownerId).containsOnly(account.accountId());
            }
        }
    }

    @Test
    void refusesAWrongExternalId() {
        DemoAccount account = demo.cloud().accounts().get(2);

        assertThatThrownBy(() -> demo.sts()
                        .assumeRole(r -> r.roleArn(account.roleArn())
                                .roleSessionName("scan")
                                .externalId("guessed"))
                        .join())
                .cause()
                .isInstanceOfSatisfying(StsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void refusesAnUnknownRole() {
        assertThatThrownBy(() -> demo.sts()
                        .assumeRole(r -> r.roleArn("arn:aws:iam::111111111111:role/other")
                                .roleSessionName("scan"))
                        .join())
                .cause()
                .isInstanceOf(StsException.class)
                .hasMessageContaining("not authorized to perform: sts:AssumeRole");
    }

    @Test
    void refusesARegionThatIsNotEnabled() {
        AwsCredentials session = demo.assume(demo.hub());

        assertThatThrownBy(() -> demo.ec2(session, "sa-east-1").describeVpcs().join())
                .cause()
                .isInstanceOfSatisfying(Ec2Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(401);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthFailure");
                });
    }

    @Test
    void tellsRolesAndPoliciesPageByPage() {
        List<RoleDetail> roles = new ArrayList<>();
        List<ManagedPolicyDetail> policies = new ArrayList<>();
        demo.iam()
                .getAccountAuthorizationDetailsPaginator(r -> r.maxItems(2)
                        .filter(EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY, EntityType.AWS_MANAGED_POLICY))
                .subscribe(page -> {
                    assertThat(page.roleDetailList().size() + page.policies().size())
                            .isBetween(1, 2);
                    roles.addAll(page.roleDetailList());
                    policies.addAll(page.policies());
                })
                .join();

        assertThat(roles).isEqualTo(global(RoleDetail.class));
        assertThat(policies).isEqualTo(global(ManagedPolicyDetail.class));
    }

    @Test
    void tellsOnlyWhatIsAskedFor() {
        assertThat(demo.iam()
                        .getAccountAuthorizationDetails(r -> r.filter(EntityType.LOCAL_MANAGED_POLICY))
                        .join())
                .satisfies(details -> assertThat(details.roleDetailList()).isEmpty())
                .satisfies(details -> assertThat(details.policies())
                        .extracting(ManagedPolicyDetail::policyName)
                        .containsExactly("web-assets-read", "team-boundary"));
    }

    @Test
    void sendsPolicyDocumentsUrlEncoded() {
        RoleDetail reader = global(RoleDetail.class).get(0);

        assertThat(reader.assumeRolePolicyDocument()).startsWith("%7B%22Version%22");
        assertThat(URLDecoder.decode(reader.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .contains("\"AWS\":\"arn:aws:iam::111111111111:root\"");
    }

    @Test
    void tellsInstanceProfilesOneOfWhichIsEmpty() {
        List<InstanceProfile> profiles = new ArrayList<>();
        demo.iam()
                .listInstanceProfilesPaginator(r -> r.maxItems(3))
                .subscribe(page -> profiles.addAll(page.instanceProfiles()))
                .join();

        assertThat(profiles).isEqualTo(global(InstanceProfile.class));
        assertThat(profiles).filteredOn(profile -> profile.roles().isEmpty()).hasSize(1);
    }

    private static <T> List<T> global(Class<T> type) {
        return demo.cloud().list(demo.hub().accountId(), DemoCloud.GLOBAL, type);
    }
}
