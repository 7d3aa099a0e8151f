package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.policy;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.EscalationTest.escalations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What limits a role, and what it does about that: by changes of itself, or by a role that it makes. */
class OwnLimitsTest {

    /** Denials by a policy of its own that the role may take away, replace or change. */
    @ParameterizedTest
    @CsvSource({
        "iam:DeleteRolePolicy,  inline,   DeleteRolePolicy,    YES",
        "iam:DeleteRolePolicy,  attached, DeleteRolePolicy,",
        "iam:DetachRolePolicy,  attached, DetachRolePolicy,    YES",
        "iam:DetachRolePolicy,  inline,   DetachRolePolicy,",
        "iam:PutRolePolicy,     inline,   PutRolePolicy,       YES",
        "iam:PutRolePolicy,     attached, PutRolePolicy,",
        "iam:CreatePolicyVersion, attached, CreatePolicyVersion, YES",
        "iam:CreatePolicyVersion, inline, CreatePolicyVersion,"
    })
    void liftingItsOwnDenialsLeadsToWhatTheyKeptFromTheRole(
            String held, String kind, String path, Certainty administrator) {
        // given
        String but = "{'Effect':'Deny','NotAction':['%s','s3:*'],'Resource':'*'}".formatted(held);
        MadeRole self = role("self").attachedOfAws("AdministratorAccess", allow("*", "*"));

        // when
        List<Escalation> found = escalations(kind.equals("inline") ? self.inline(but) : self.attached(but));

        // then
        assertThat(found)
                .filteredOn(one -> one.name().equals(path) && one.administrator())
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(administrator).toList());
    }

    /** As many policies as AWS attaches to a role at most, all of which it may take away one by one. */
    @Test
    void ofManyDenialsAllAreLifted() {
        // given
        MadeRole self = role("self").attachedOfAws("AdministratorAccess", allow("*", "*"));
        String but = "{'Effect':'Deny','NotAction':['iam:DeleteRolePolicy','iam:DetachRolePolicy'],'Resource':'*'}";
        for (int n = 0; n < 20; n++) {
            self.inline(but).attached(but);
        }

        // when
        List<Escalation> found = escalations(self);

        // then
        assertThat(found)
                .extracting(Escalation::name, Escalation::administrator)
                .containsExactly(tuple("DeleteRolePolicy", true), tuple("DetachRolePolicy", true));
    }

    /** A condition on the policies that may be detached, and a policy that takes the rights along with the denial. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    attached-1 | 's3:*'          | YES
                    attached-2 | 's3:*'          |
                    attached-1 | 'kms:Nothing'   |
                    """)
    void onlyDenialsThatAreWorthItCount(String detachable, String denied, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        allow("s3:*", "*"),
                        "{'Effect':'Allow','Action':'iam:DetachRolePolicy','Resource':'*','Condition':"
                                + "{'ArnEquals':{'iam:PolicyARN':'arn:aws:iam::111122223333:policy/%s'}}}"
                                        .formatted(detachable))
                .attached("{'Effect':'Deny','Action':[%s],'Resource':'*'}".formatted(denied));

        // when, then
        assertThat(escalations(self))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** The role certainly may detach the first policy; the second, which keeps much from it, under a condition. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ,'StringEquals':{'aws:SourceVpc':'v'}   | YES false, POSSIBLE true
                    ,'StringEquals':{'aws:ViaAWSService':'true'} | YES false
                    ,'Bool':{'aws:SecureTransport':'true'}  | YES true
                    """)
    void aCertainStepIsToldBesideOneThatPerhapsLeadsFurther(String condition, String expected) {
        // given
        String detach = "{'Effect':'Allow','Action':'iam:DetachRolePolicy','Resource':'*','Condition':{"
                + "'ArnEquals':{'iam:PolicyARN':'arn:aws:iam::111122223333:policy/%s'}%s}}";
        MadeRole self = role("self")
                .trustedByEc2()
                .inline(
                        "{'Effect':'Allow','NotAction':'iam:DetachRolePolicy','Resource':'*'}",
                        detach.formatted("attached-1", ""),
                        detach.formatted("attached-2", condition))
                .attached(deny("s3:GetObject", "*"))
                .attached(
                        allow("sqs:*", "*"),
                        "{'Effect':'Deny','NotAction':['iam:DetachRolePolicy','s3:*'],'Resource':'*'}");

        // when
        List<Escalation> found = escalations(self);

        // then
        assertThat(found)
                .filteredOn(one -> one.name().equals("DetachRolePolicy"))
                .extracting(one -> one.certainty() + " " + one.administrator())
                .containsExactlyInAnyOrder(expected.split(", "));
    }

    /**
     * What the role may set as its boundary, by the statement of AWS's example that keeps boundaries from being changed, and by that which
     * allows it within them. The example has the boundary's own ARN in the place of a list.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Deny  | 'StringNotEquals':{'iam:PermissionsBoundary':'{boundary}'}                   |
                    Deny  | 'StringNotEquals':{'iam:PermissionsBoundary':['{boundary}','{administrator}']} | YES
                    Deny  | 'StringEquals':{'iam:PermissionsBoundary':'{boundary}'}                      | YES
                    Allow | 'StringEquals':{'iam:PermissionsBoundary':'{boundary}'}                      |
                    Allow | 'StringEquals':{'iam:PermissionsBoundary':'{administrator}'}                 | YES
                    Allow | 'StringLike':{'iam:PermissionsBoundary':'arn:aws:iam::111122223333:policy/*'} | POSSIBLE
                    Allow | 'StringEquals':{'iam:PermissionsBoundary':'{wider}'}                         | POSSIBLE
                    Allow | 'StringEquals':{'iam:PermissionsBoundary':'{narrower}'}                      |
                    """)
    void itsBoundaryIsReplacedByOneThatLeavesMore(String effect, String condition, Certainty expected) {
        // given
        String setting = "iam:PutRolePermissionsBoundary";
        String statement = "{'Effect':'" + effect + "','Action':'" + setting + "','Resource':'*','Condition':{"
                + condition
                        .replace("{boundary}", "arn:aws:iam::111122223333:policy/boundary")
                        .replace("{wider}", "arn:aws:iam::111122223333:policy/wider")
                        .replace("{narrower}", "arn:aws:iam::111122223333:policy/narrower")
                        .replace("{administrator}", "arn:aws:iam::aws:policy/AdministratorAccess")
                + "}}";
        MadeRole self = role("self")
                .inline(allow("*", "*"))
                .boundary(allow(effect.equals("Deny") ? "s3:*," + setting : "s3:*", "*"), statement);

        MadeRole wider = role("wider").boundedBy("wider", policy(allow("s3:*,ec2:*,secretsmanager:*", "*")));
        MadeRole narrower = role("narrower").boundedBy("narrower", policy(allow("s3:ListBucket", "*")));

        // when, then
        assertThat(escalations(self, wider, narrower))
                .filteredOn(one -> one.name().equals("PutRolePermissionsBoundary"))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** The role that is made needs no right of its maker to assume it, as its trust policy may name that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    'Resource':'*'                                                                                                 | -        | YES
                    'Resource':'arn:aws:iam::*:role/new-*'                                                                         | -        | YES
                    'Resource':'arn:aws:iam::*:user/*'                                                                             | -        | -
                    'Resource':'*','Condition':{'Null':{'iam:PermissionsBoundary':'true'}}                                         | -        | YES
                    'Resource':'*','Condition':{'StringEquals':{'iam:PermissionsBoundary':'arn:aws:iam::111122223333:policy/boundary'}} | -   | POSSIBLE
                    'Resource':'*','Condition':{'StringEquals':{'iam:PermissionsBoundary':'arn:aws:iam::111122223333:policy/boundary'}} | s3:* | -
                    'Resource':'*'                                                                                                 | sts:*    | POSSIBLE
                    """)
    void aRoleThatIsMadeHasAnyRights(String making, String other, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline("{'Effect':'Allow','Action':['iam:CreateRole','iam:PutRolePolicy']," + making + "}");
        MadeRole bounded = role("bounded");
        if ("s3:*".equals(other)) {
            bounded.boundary(allow(other, "*"));
        } else if (other != null) {
            self.inline(deny(other, "*"));
        }

        // when, then
        assertThat(escalations(self, bounded))
                .filteredOn(one -> one.name().startsWith("CreateRole"))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }
}
