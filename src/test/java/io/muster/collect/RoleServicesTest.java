package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.ServiceUse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The services that were called with a role: a job of IAM for each role that is in an instance profile. */
class RoleServicesTest extends CannedCollecting {

    private static final String BEGIN = "GenerateServiceLastAccessedDetails";
    private static final String RESULT = "GetServiceLastAccessedDetails";

    private final RoleCollector collector = new RoleCollector(new InstanceProfileCollector());

    @BeforeEach
    void twoRolesOfWhichOneIsInAProfile() {
        canned.query(
                "GetAccountAuthorizationDetails",
                "<RoleDetailList>" + role("held") + role("other") + "</RoleDetailList>");
        canned.query(
                "ListInstanceProfiles",
                "<InstanceProfiles><member><InstanceProfileName>p</InstanceProfileName>"
                        + "<Arn>arn:aws:iam::1:instance-profile/p</Arn><Roles><member>"
                        + "<Arn>arn:aws:iam::1:role/held</Arn></member></Roles></member></InstanceProfiles>");
        canned.query(BEGIN, "<JobId>job</JobId>");
    }

    @Test
    void theResultIsReadPageByPage() {
        // given
        canned.query(
                RESULT,
                "<JobStatus>COMPLETED</JobStatus><IsTruncated>true</IsTruncated><Marker>m</Marker>"
                        + services(service("sqs", null), service("s3", "2026-01-02T03:04:05Z")));
        canned.query(
                RESULT,
                "<JobStatus>COMPLETED</JobStatus>"
                        + services(service("kms", null), service("ec2", "2026-01-03T03:04:05Z")));

        // when
        Collection<Role> collection = collect(collector);

        // then
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(attributes(collection, "held").usedServices())
                .containsExactly(
                        new ServiceUse("ec2", Instant.parse("2026-01-03T03:04:05Z")),
                        new ServiceUse("s3", Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(attributes(collection, "held").unusedServices()).containsExactly("kms", "sqs");
    }

    @Test
    void ofARoleInNoProfileNothingIsAsked() {
        // given
        canned.query(RESULT, "<JobStatus>COMPLETED</JobStatus>" + services());

        // when
        Collection<Role> collection = collect(collector);

        // then
        assertThat(attributes(collection, "held").unusedServices()).isEmpty();
        assertThat(attributes(collection, "other").unusedServices()).isNull();
        assertThat(canned.asked(BEGIN)).isEqualTo(1);
    }

    @Test
    void aRunningJobIsAskedForAgain() {
        // given
        canned.query(RESULT, "<JobStatus>IN_PROGRESS</JobStatus>");
        canned.query(RESULT, "<JobStatus>COMPLETED</JobStatus>" + services(service("sqs", null)));

        // when
        Collection<Role> collection = collect(collector);

        // then
        assertThat(attributes(collection, "held").unusedServices()).containsExactly("sqs");
        assertThat(canned.asked(BEGIN)).isEqualTo(1);
        assertThat(canned.asked(RESULT)).isEqualTo(2);
    }

    @Test
    void aJobThatFailsCostsTheFactsOfItsRole() {
        // given
        canned.query(
                RESULT,
                "<JobStatus>FAILED</JobStatus><Error><Code>ServiceFailure</Code><Message>It broke</Message></Error>");

        // when, then
        assertLost(new Gap("iam:" + RESULT, "ServiceFailure", "It broke (arn:aws:iam::1:role/held)"));
    }

    @Test
    void aJobThatIamDoesNotKnowCostsTheFactsOfItsRoleAndNotTheRole() {
        // given
        canned.refuseQuery(RESULT, 404, "NoSuchEntity", "There is no such job");

        // when, then
        assertLost(new Gap("iam:" + RESULT, "NoSuchEntity", "There is no such job (arn:aws:iam::1:role/held)"));
    }

    @Test
    void aDenialCostsTheFactsOfItsRole() {
        // given
        canned.forget(BEGIN).refuseQuery(BEGIN, 403, "AccessDenied", "You may not");

        // when, then
        assertLost(new Gap("iam:" + BEGIN, "AccessDenied", "You may not (arn:aws:iam::1:role/held)"));
    }

    @Test
    void aJobWithoutAnIdCostsTheFactsOfItsRole() {
        // given
        canned.forget(BEGIN).query(BEGIN, "<JobId/>");

        // when, then
        assertLost(new Gap(
                "iam:" + BEGIN,
                "UNREADABLE_ANSWER",
                "AWS left out a required part of its answer (the id of the job of arn:aws:iam::1:role/held)"));
    }

    @Test
    void aServiceWithoutANamespaceCostsTheFactsOfItsRole() {
        // given
        canned.query(
                RESULT,
                "<JobStatus>COMPLETED</JobStatus>"
                        + services("<member><ServiceName>Amazon SQS</ServiceName></member>"));

        // when, then
        assertLost(new Gap(
                "iam:" + RESULT,
                "UNREADABLE_ANSWER",
                "AWS left out a required part of its answer (the namespace of a service of arn:aws:iam::1:role/held)"));
    }

    private void assertLost(Gap gap) {
        Collection<Role> collection = collect(collector);

        assertThat(collection.gaps()).containsExactly(gap);
        assertThat(collection.unread().isNothing()).isTrue();
        assertThat(ids(collection)).containsExactlyInAnyOrder("held", "other");
        assertThat(attributes(collection, "held").unusedServices()).isNull();
        assertThat(attributes(collection, "held").usedServices()).isNull();
    }

    @Test
    void aRoleThatIsDeletedMeanwhileIsLeftOut() {
        // given
        canned.forget(BEGIN).refuseQuery(BEGIN, 404, "NoSuchEntity", "It is gone");

        // when
        Collection<Role> collection = collect(collector);

        // then
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(ids(collection)).containsExactly("other");
    }

    @Test
    void whereProfilesCannotBeReadNoRoleIsAskedForAndTheirGapIsTheRolesOwn() {
        // given
        canned.forget("ListInstanceProfiles").refuseQuery("ListInstanceProfiles", 403, "AccessDenied", "You may not");

        // when
        Collection<Role> collection = collect(collector);

        // then
        assertThat(collection).isInstanceOf(Collection.Partial.class);
        assertThat(collection.gaps())
                .containsExactly(new Gap("iam:ListInstanceProfiles", "AccessDenied", "You may not"));
        assertThat(collection.unread().isNothing()).isTrue();
        assertThat(ids(collection)).containsExactlyInAnyOrder("held", "other");
        assertThat(canned.asked(BEGIN)).isZero();
    }

    private static Role attributes(Collection<Role> collection, String name) {
        return collection.resources().stream()
                .filter(role -> role.resourceId().equals(name))
                .map(Resource::attributes)
                .findAny()
                .orElseThrow();
    }

    private static String role(String name) {
        return "<member><RoleName>" + name + "</RoleName><Arn>arn:aws:iam::1:role/" + name
                + "</Arn><AssumeRolePolicyDocument>{}</AssumeRolePolicyDocument></member>";
    }

    private static String services(String... members) {
        return "<ServicesLastAccessed>" + String.join("", List.of(members)) + "</ServicesLastAccessed>";
    }

    private static String service(String namespace, String called) {
        return "<member><ServiceNamespace>" + namespace + "</ServiceNamespace>"
                + (called == null ? "" : "<LastAuthenticated>" + called + "</LastAuthenticated>") + "</member>";
    }
}
