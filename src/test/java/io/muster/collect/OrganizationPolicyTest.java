package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsSession;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.aws.organization.MadeOrganization;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.PolicyTarget;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** The control policies of an organization in moto, as they apply to its accounts. */
class OrganizationPolicyTest {

    private static final String MANAGEMENT = "920000000001";
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private static TestClients clients;
    private static MadeOrganization made;
    private static String production;
    private static String inside;
    private static String outside;
    private static String guard;

    @BeforeAll
    static void make() {
        clients = TestClients.at(AwsStandIn.endpoint(), Map.of("budget-fraction", "1", "max-attempts", "1"));
        made = MadeOrganization.in(MANAGEMENT, clients);
        production = made.unit(made.root(), "Production");
        inside = made.account(production, "inside", Map.of());
        outside = made.account(made.root(), "outside", Map.of());
        guard = made.policy(PolicyType.SERVICE_CONTROL_POLICY, "guard", DOCUMENT, production);
    }

    @AfterAll
    static void stop() {
        if (clients != null) {
            clients.close();
        }
    }

    @Test
    void anAccountHasThePoliciesOfTheUnitsAboveIt() {
        Collection<OrganizationPolicy> found = collect(new OrganizationPolicyCollector(new OrganizationWalk()), inside);

        assertThat(found.gaps()).isEmpty();
        assertThat(found.resources())
                .filteredOn(policy -> policy.resourceId().equals(guard))
                .extracting(
                        policy -> policy.arn(),
                        policy -> policy.name(),
                        policy -> policy.attributes().policyType(),
                        policy -> policy.attributes().document().toString(),
                        policy -> policy.attributes().attachments())
                .containsExactly(tuple(
                        "arn:aws:organizations::" + inside + ":policy/" + guard,
                        "guard",
                        "SERVICE_CONTROL_POLICY",
                        DOCUMENT,
                        List.of(new PolicyTarget(production, 1))));
    }

    @Test
    void thePoliciesOfAnotherUnitDoNotApply() {
        assertThat(collect(new OrganizationPolicyCollector(new OrganizationWalk()), outside)
                        .resources())
                .extracting(policy -> policy.resourceId())
                .doesNotContain(guard);
    }

    @Test
    void noneAppliesToTheManagementAccount() {
        assertThat(collect(new OrganizationPolicyCollector(new OrganizationWalk()), MANAGEMENT))
                .isEqualTo(new Collection.Complete<>(List.of()));
    }

    @Test
    void ofAnAccountThatIsNotOfTheOrganizationNothingIsKnown() {
        Collection<OrganizationPolicy> found =
                collect(new OrganizationPolicyCollector(new OrganizationWalk()), "929999999999");

        assertThat(found).isInstanceOf(Collection.Failed.class);
        assertThat(found.gaps()).extracting(Collection.Gap::errorCode).containsExactly("NOT_A_MEMBER");
    }

    @Test
    void theOrganizationIsReadOnceForManyAccounts() {
        // given
        OrganizationPolicyCollector collector = new OrganizationPolicyCollector(new OrganizationWalk());
        AwsSession management = clients.clients().session(made.access());
        collect(collector, inside, management);
        long calls = management.calls();

        // when
        collect(collector, outside, management);

        // then
        assertThat(calls).isPositive();
        assertThat(management.calls()).isEqualTo(calls);
    }

    @Test
    void whatCannotBeReadIsTriedAgain() {
        // given: an account that has no organization
        OrganizationPolicyCollector collector = new OrganizationPolicyCollector(new OrganizationWalk());
        AwsAccess none = new AwsAccess("920000000002", "arn:aws:iam::920000000002:role/muster", null);
        AwsSession nobody = clients.clients().session(none);

        // when
        Collection<OrganizationPolicy> first = collect(collector, inside, nobody);
        long calls = nobody.calls();
        collect(collector, inside, nobody);

        // then
        assertThat(first).isInstanceOf(Collection.Failed.class);
        assertThat(first.gaps())
                .extracting(Collection.Gap::operation, Collection.Gap::errorCode)
                .containsExactly(tuple("organizations:DescribeOrganization", "AWSOrganizationsNotInUseException"));
        assertThat(nobody.calls()).isGreaterThan(calls);
    }

    private static Collection<OrganizationPolicy> collect(OrganizationPolicyCollector collector, String account) {
        return collect(collector, account, clients.clients().session(made.access()));
    }

    private static Collection<OrganizationPolicy> collect(
            OrganizationPolicyCollector collector, String account, AwsSession management) {
        AwsSession own = clients.clients().session(AwsAccess.direct(account));
        return collector
                .collect(new AwsScope(Scope.of(account, Scope.GLOBAL), own, management))
                .await()
                .indefinitely();
    }
}
