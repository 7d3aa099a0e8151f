package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Denials by the organization of who asks, and of the resource. No request chooses them, so that what is not known of them may deny each request;
 * but who asks chooses among the resources of which the account is not known.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM User Guide, global condition
 *     context keys</a>
 */
class OrganizationKeysTest {

    private static final String BUCKET = "arn:aws:s3:::b/key";
    private static final String OWN_BUCKETS = "arn:aws:s3:::~any~/~any~";
    private static final String OWN = "arn:aws:sqs:eu-central-1:" + Estates.ACCOUNT + ":q";

    /** The organization is o-abcdefghij. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringNotEquals':{'aws:PrincipalOrgID':'o-abcdefghij'}                      | YES      | POSSIBLE
                    'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'}              | NO       | POSSIBLE
                    'Null':{'aws:PrincipalOrgID':'true'}                                         | YES      | POSSIBLE
                    'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-abcdefghij/*'}          | NO       | POSSIBLE
                    'ForAllValues:StringNotLike':{'aws:PrincipalOrgPaths':'o-abcdefghij/r-*/*'}  | YES      | POSSIBLE
                    'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-zzzzzzzzzz/*'}          | YES      | POSSIBLE
                    'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-abcdefghij/r-ab12/ou-ab12-1/*'} | POSSIBLE | POSSIBLE
                    'Null':{'aws:PrincipalOrgPaths':'true'}                                      | YES      | POSSIBLE
                    'StringEquals':{'aws:SourceVpc':'vpc-1'}                                     | YES      | YES
                    'StringNotEqualsIfExists':{'aws:SourceOrgID':'o-abcdefghij'}                 | NO       | NO
                    'StringNotEquals':{'aws:PrincipalOrgID':'o-abcdefghij','aws:SourceVpc':'v'}  | YES      | YES
                    """)
    void ofWhoAsks(String condition, Certainty known, Certainty unknown) {
        assertThat(allowed(true, condition, OWN)).isEqualTo(known);
        assertThat(allowed(false, condition, OWN)).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringNotEquals':{'aws:ResourceOrgID':'o-abcdefghij'}                       | YES | POSSIBLE | YES | POSSIBLE
                    'StringNotEquals':{'aws:ResourceOrgID':'o-zzzzzzzzzz'}                       | NO  | POSSIBLE | YES | POSSIBLE
                    'StringNotEqualsIfExists':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}      | YES | POSSIBLE | YES | POSSIBLE
                    'ForAllValues:StringNotLike':{'aws:ResourceOrgPaths':'o-abcdefghij/*'}       | YES | POSSIBLE | YES | POSSIBLE
                    'ForAnyValue:StringLike':{'aws:ResourceOrgPaths':'o-abcdefghij/*'}           | NO  | POSSIBLE | YES | POSSIBLE
                    """)
    void ofTheResource(
            String condition,
            Certainty ownKnown,
            Certainty ownUnknown,
            Certainty bucketKnown,
            Certainty bucketUnknown) {
        assertThat(allowed(true, condition, OWN)).isEqualTo(ownKnown);
        assertThat(allowed(false, condition, OWN)).isEqualTo(ownUnknown);
        assertThat(allowed(true, condition, OWN_BUCKETS)).isEqualTo(ownKnown);
        assertThat(allowed(false, condition, OWN_BUCKETS)).isEqualTo(ownUnknown);
        assertThat(allowed(true, condition, BUCKET)).isEqualTo(bucketKnown);
        assertThat(allowed(false, condition, BUCKET)).isEqualTo(bucketUnknown);
    }

    /** A service asks for a resource of the account, and so of its organization. */
    @ParameterizedTest
    @CsvSource({
        "StringNotEqualsIfExists, aws:SourceOrgID,    o-abcdefghij,   YES,      POSSIBLE",
        "StringNotEquals,         aws:SourceOrgID,    o-zzzzzzzzzz,   NO,       POSSIBLE",
        "StringNotLike,           aws:SourceOrgPaths, o-abcdefghij/*, YES,      POSSIBLE",
        "StringNotLike,           aws:SourceOrgPaths, o-abcdefghij/r-ab12/ou-ab12-1/*, POSSIBLE, POSSIBLE",
        "StringNotEquals,         aws:SourceArn,      x,              YES,      YES"
    })
    void ofAService(String operator, String key, String value, Certainty known, Certainty unknown) {
        MadeRole target = role("target")
                .trust(
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}",
                        "{'Effect':'Deny','Action':'sts:AssumeRole','Principal':'*','Condition':{'%s':{'%s':'%s'}}}"
                                .formatted(operator, key, value));
        OrganizationLimits organization =
                new OrganizationLimits(List.of(), ResourceControls.NONE, "", false, Optional.of("o-abcdefghij"));
        Trust trust = new Trust(target.resource());

        assertThat(trust.admitsService("lambda.amazonaws.com", organization)).isEqualTo(known);
        assertThat(trust.admitsService("lambda.amazonaws.com", OrganizationLimits.NONE))
                .isEqualTo(unknown);
    }

    /** No policy of the organization binds its management account; an organization without its own has those of AWS, whose ARNs tell no id. */
    @ParameterizedTest
    @CsvSource({"NONE, YES", "OF_AWS, YES", "UNREAD, YES", "NOT_A_MEMBER, POSSIBLE"})
    void theOrganizationThatIsFollowedIsKnownWithoutItsPolicies(String policies, Certainty expected) {
        // given
        MadeRole admin = role("admin")
                .trustedByEc2()
                .inline(
                        allow("*", "*"),
                        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-abcdefghij'}}}");
        Estates estates = Estates.estate()
                .organization(
                        "o-abcdefghij", policies.equals("NOT_A_MEMBER") ? Estates.OTHER_ACCOUNT : Estates.ACCOUNT);
        if (policies.equals("OF_AWS")) {
            estates.with(ofAws());
        } else if (policies.equals("UNREAD")) {
            estates.without(ResourceKind.ORGANIZATION_POLICY);
        }
        Estate estate = estates.with(admin).build();

        // when, then
        assertThat(RolePrivileges.of(admin.resource(), estate).administrator()).isEqualTo(expected);
    }

    private static Estates.Made<OrganizationPolicy> ofAws() {
        Resource<OrganizationPolicy> made =
                organizationPolicy("p-FullAWSAccess", allow("*", "*")).resource();
        OrganizationPolicy own = made.attributes();
        Resource<OrganizationPolicy> ofAws = made.with(new OrganizationPolicy(
                "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
                own.policyType(),
                true,
                null,
                own.document(),
                own.attachments()));
        return () -> ofAws;
    }

    /** The organization is o-abcdefghij. */
    @ParameterizedTest
    @CsvSource({"o-abcdefghij, YES", "o-zzzzzzzzzz, NO"})
    void aTrustPolicyMayAdmitTheOrganizationThatIsFollowed(String organization, Certainty expected) {
        // given
        MadeRole self = role("self").trustedByEc2().inline(allow("sts:AssumeRole", "*"));
        MadeRole target = role("target")
                .trust(
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'%s'}}}"
                                .formatted(organization));
        Estate estate = Estates.estate()
                .organization("o-abcdefghij", Estates.ACCOUNT)
                .with(self, target)
                .build();

        // when, then
        assertThat(RolePrivileges.of(self.resource(), estate).assumes(RolePrivileges.of(target.resource(), estate)))
                .isEqualTo(expected);
    }

    /** Of an administrator, whom the condition denies everything. */
    private static Certainty allowed(boolean known, String condition, String resource) {
        MadeRole self = role("r")
                .trustedByEc2()
                .inline(
                        allow("*", "*"),
                        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{" + condition + "}}");
        Estate estate = known
                ? Estates.estate()
                        .with(self, organizationPolicy("all", allow("*", "*")))
                        .build()
                : Estates.estate().with(self).build();
        String action = resource.equals(OWN) ? "sqs:SendMessage" : "s3:GetObject";
        return RolePrivileges.of(self.resource(), estate).allows(action, resource);
    }
}
