package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.estate.privilege.EscalationPath.LeadsTo;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EscalationTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/";
    private static final String BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'%s':'%s'}}";

    static Stream<Arguments> paths() {
        return EscalationPath.ALL.stream().map(path -> argumentSet(path.name(), path));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isFoundWithItsTarget(EscalationPath path) {
        assertThat(found(path, path.actions())).anySatisfy(escalation -> {
            assertThat(escalation.administrator()
                            || path.leadsTo() == LeadsTo.BOUNDARY
                            || path.leadsTo() == LeadsTo.DENIALS
                            || path.leadsTo() == LeadsTo.OTHER_VERSION
                            || path.leadsTo() == LeadsTo.PERMISSION_SET)
                    .isTrue();
            assertThat(escalation.target()).contains(target(path));
            assertThat(escalation.grants()).isNotEmpty();
        });
    }

    private static String target(EscalationPath path) {
        return switch (path.leadsTo()) {
            case SELF, OTHER_VERSION -> path.actions().get(0).endsWith("Version") ? ":policy/attached-1" : ":role/self";
            case BOUNDARY -> path.actions().get(0).endsWith("Version") ? ":policy/boundary" : ":role/self";
            case DENIALS -> ":role/self";
            case NEW_ROLE -> ":role/*";
            case USER, CONTROLLED_USER, USER_ADMINISTRATOR -> ":user/*";
            case PERMISSION_SET -> "permission set";
            case TRUST, FEDERATED, ASSUME, CHANGED, UNBOUNDED, PASSED, OWN_INSTANCE, EXISTING, INSTANCE ->
                ":role/admin";
        };
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isGoneWithoutOneOfItsActions(EscalationPath path) {
        for (String missing : path.actions()) {
            List<String> rest = new ArrayList<>(path.actions());
            rest.remove(missing);
            assertThat(found(path, rest)).as("without " + missing).isEmpty();
        }
    }

    private static List<Escalation> found(EscalationPath path, List<String> actions) {
        MadeRole self =
                role("self").attached(allow(String.join(",", actions.isEmpty() ? List.of("x:y") : actions), "*"));
        if (path.leadsTo() == LeadsTo.BOUNDARY) {
            self.boundary(allow("*", "*"));
        } else if (path.leadsTo() == LeadsTo.DENIALS) {
            self.inline(allow("s3:GetObject", "*"));
            String denial = deny("s3:GetObject", "arn:aws:s3:::*");
            if (path.name().equals("DeleteRolePolicy")) {
                self.inline(denial);
            } else {
                self.attached(denial);
            }
        }
        MadeRole admin = role("admin").attached(allow("*", "*"));
        if (path.leadsTo() == LeadsTo.UNBOUNDED) {
            admin.boundary(allow("s3:GetObject", "arn:aws:s3:::b/*"));
        }
        if (path.service() != null) {
            admin.trust(
                    BY.formatted("Service", path.service()),
                    BY.replace("Role'", "RoleWithWebIdentity'").formatted("Federated", path.service()));
        } else if (path.leadsTo() == LeadsTo.FEDERATED) {
            admin.trust(BY.replace("Role'", "RoleWithSAML'")
                    .formatted("Federated", "arn:aws:iam::111122223333:saml-provider/idp"));
        } else if (path.leadsTo() == LeadsTo.INSTANCE || path.actions().contains("iam:UpdateAssumeRolePolicy")) {
            admin.trust(BY.formatted("Service", "ec2.amazonaws.com"));
        } else {
            admin.trust(BY.formatted("AWS", "arn:aws:iam::111122223333:root"));
        }
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", "admin"), instance("i-1").profile("p"), Made.node("i-1", "Online"))
                .build();
        return PrivilegeGraph.of(estate).escalations(self.resource()).stream()
                .filter(escalation -> escalation.name().equals(path.name()))
                .toList();
    }

    @Test
    void passingARoleNeedsOneThatTrustsTheService() {
        // given
        MadeRole self = role("self").inline(allow("iam:PassRole, lambda:*", "*"));
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(BY.formatted("Service", "ec2.amazonaws.com"));

        // when, then
        assertThat(escalations(self, admin)).isEmpty();
    }

    @Test
    void followsSeveralRoles() {
        // given
        MadeRole self = role("self");
        MadeRole middle = role("middle")
                .inline(allow("sts:AssumeRole", ROLE + "admin"))
                .trust(BY.formatted("AWS", ROLE + "self"));
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(BY.formatted("AWS", "111122223333"));
        Estate estate = Estates.estate().with(self, middle, admin).build();

        // when
        List<Escalation> way = PrivilegeGraph.of(estate).wayToAdministrator(self.resource());

        // then
        assertThat(way).extracting(Escalation::next).containsExactly(ROLE + "middle", ROLE + "admin");
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .singleElement()
                .satisfies(escalation -> assertThat(escalation.administrator()).isTrue());
    }

    /** What the role in between has itself is not more than the first one has; what that leads to is. */
    @ParameterizedTest
    @CsvSource({
        "sts:AssumeRole, secretsmanager:GetSecretValue, middle",
        "sts:AssumeRole, sqs:GetQueueUrl,",
        "x:y,            secretsmanager:GetSecretValue, middle"
    })
    void followsSeveralRolesToDataAsWell(String ofMiddle, String ofLast, String expected) {
        // given
        MadeRole self = role("self").inline(allow("sts:AssumeRole", ROLE + "middle"));
        MadeRole middle =
                role("middle").inline(allow(ofMiddle, ROLE + "last")).trust(BY.formatted("AWS", "111122223333"));
        MadeRole last = role("last").inline(allow(ofLast, "*")).trust(BY.formatted("AWS", ROLE + "middle"));

        // when, then
        assertThat(escalations(self, middle, last))
                .extracting(Escalation::target)
                .containsExactlyElementsOf(
                        Stream.ofNullable(expected).map(ROLE::concat).toList());
    }

    @Test
    void endsWhereRolesTrustEachOther() {
        MadeRole one = role("one").trust(BY.formatted("AWS", ROLE + "two"));
        MadeRole two = role("two").trust(BY.formatted("AWS", ROLE + "one"));
        assertThat(escalations(one, two)).isEmpty();
    }

    @Test
    void aPatternThatCanOnlyMeanPoliciesOfAwsLeadsNowhere() {
        MadeRole self = role("self")
                .attachedOfAws("ReadOnly", allow("s3:Get*", "*"))
                .inline(allow("iam:CreatePolicyVersion, iam:SetDefaultPolicyVersion", "arn:aws:iam::aws:policy/*"));
        assertThat(escalations(self)).isEmpty();
    }

    @Test
    void theUserMustBeTheSame() {
        MadeRole self = role("self")
                .inline(
                        allow("iam:AttachUserPolicy", "arn:aws:iam::*:user/a*b"),
                        allow("iam:CreateAccessKey", "arn:aws:iam::*:user/b*"));
        assertThat(escalations(self)).extracting(Escalation::name).doesNotContain("AttachUserPolicy+CreateAccessKey");
    }

    /** Users and their credentials are not collected: whether a holder of the role is one of them is not known. */
    @ParameterizedTest
    @CsvSource({
        "AttachUserPolicy, user/*, POSSIBLE",
        "PutUserPolicy, user/*, POSSIBLE",
        "AttachGroupPolicy, group/*, POSSIBLE",
        "PutGroupPolicy, group/*, POSSIBLE",
        "AddUserToGroup, group/*, POSSIBLE",
        "AttachUserPolicy, role/*,"
    })
    void rightsForAUserLeadToThoseWhoHaveItsCredentials(String action, String resource, Certainty expected) {
        MadeRole self = role("self").inline(allow("iam:" + action, "arn:aws:iam::*:" + resource));

        assertThat(escalations(self))
                .filteredOn(escalation -> escalation.name().equals(action))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Without its boundary, the role would be an administrator, or could make itself one. */
    @ParameterizedTest
    @CsvSource({"*, true", "'iam:DeleteRolePermissionsBoundary,iam:PutRolePolicy', true", "iam:Delete*, false"})
    void takingItsBoundaryAwayLeadsToWhatThatKeptFromTheRole(String held, boolean administrator) {
        MadeRole self = role("self").inline(allow(held, "*")).boundary(allow("iam:DeleteRolePermissionsBoundary", "*"));

        assertThat(escalations(self)).singleElement().satisfies(escalation -> {
            assertThat(escalation.name()).isEqualTo("DeleteRolePermissionsBoundary");
            assertThat(escalation.administrator()).isEqualTo(administrator);
            assertThat(escalation.certainty()).isEqualTo(Certainty.YES);
        });
    }

    /** The trust policy may be made to name others than the role, which is denied to assume any. */
    @Test
    void whoChangesATrustPolicyNeedNotAssumeTheRole() {
        MadeRole self = role("self").inline(allow("iam:UpdateAssumeRolePolicy", "*"), deny("sts:*", "*"));
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();

        assertThat(escalations(self, admin)).singleElement().satisfies(escalation -> {
            assertThat(escalation.name()).isEqualTo("UpdateAssumeRolePolicy");
            assertThat(escalation.certainty()).isEqualTo(Certainty.POSSIBLE);
        });
    }

    /** EC2 takes a role by its instance profile alone. */
    @ParameterizedTest
    @CsvSource({
        "'',                                                      true,  YES",
        "'',                                                      false,",
        "'iam:CreateInstanceProfile,iam:AddRoleToInstanceProfile', false, YES",
        "iam:AddRoleToInstanceProfile,                            false, POSSIBLE",
        "iam:*RoleToInstanceProfile,                              false, POSSIBLE",
        "'iam:AddRoleToInstanceProfile,iam:RemoveRoleFromInstanceProfile', false, YES",
        "iam:RemoveRoleFromInstanceProfile,                       false,",
        "iam:CreateInstanceProfile,                               false,"
    })
    void aRoleIsPassedToInstancesByAProfile(String besides, boolean profiled, Certainty expected) {
        // given
        MadeRole self = role("self").inline(allow("iam:PassRole,ec2:RunInstances", "*"), allow("x:y," + besides, "*"));
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", profiled ? "admin" : "other"))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .filteredOn(step -> step.name().equals("PassRole+RunInstances"))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** An empty profile takes a role without another right; one that its rights do not reach may not be the only one. */
    @ParameterizedTest
    @CsvSource({"arn:aws:iam::*:instance-profile/p, YES", "arn:aws:iam::*:instance-profile/q, POSSIBLE"})
    void anEmptyProfileTakesARole(String profiles, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(allow("iam:PassRole,ec2:RunInstances", "*"), allow("iam:AddRoleToInstanceProfile", profiles));
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", null), Made.profile("q", "other"))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactly(expected);
    }

    /** An administrator that EC2 takes by its profile, and what the other statements say of passing it and of instances. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Resource':'*'                                                              | *                                              | YES
                    'Resource':'arn:aws:iam::*:role/adm*'                                       | *                                              | YES
                    'NotResource':'arn:aws:iam::*:role/admin'                                   | *                                              |
                    'Resource':'arn:aws:iam::*:role/none'                                       | *                                              |
                    'Resource':'*'                                                              | arn:aws:ec2:*:*:instance/*                     |
                    'Resource':'*'                                                              | arn:aws:ec2:*:*:*/*                            | YES
                    'Resource':'*'                                                              | arn:aws:ec2:*                                  | YES
                    'Resource':'*','Condition':{'StringLike':{'iam:PassedToService':'ec2.*'}}   | *                                              | YES
                    'Resource':'*','Condition':{'StringEquals':{'iam:PassedToService':'s3.amazonaws.com'}} | *                                   |
                    'Resource':'*','Condition':{'StringEquals':{'iam:ResourceTag/team':'red'}}  | *                                              | POSSIBLE
                    'Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/team':'blue'}} | *                                              | POSSIBLE
                    """)
    void whichRolesArePassedToWhichInstances(String passing, String running, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        "{'Effect':'Allow','Action':'iam:PassRole'," + passing + "}",
                        allow("ec2:RunInstances", running));
        Resource<Role> admin =
                role("admin").inline(allow("*", "*")).trustedByEc2().resource().withTags(Map.of("team", "red"));
        Estates.Made<Role> made = () -> admin;
        Estate estate =
                Estates.estate().with(self, made, Made.profile("p", "admin")).build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    static List<Escalation> escalations(MadeRole self, MadeRole... others) {
        Estate estate = Estates.estate().with(self).with(others).build();
        return PrivilegeGraph.of(estate).escalations(self.resource());
    }
}
