package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.collect.AllCollectors;
import io.muster.collect.Collectors;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The messages are in the forms that the IAM User Guide lists under "Troubleshoot access denied error messages". */
class RemediesTest {

    private static final String NOT_AUTHORIZED =
            "User: arn:aws:sts::111111111111:assumed-role/muster/s is not authorized to perform: guardduty:ListDetectors";

    private static final Collectors COLLECTORS = AllCollectors.create();
    private static final Remedies REMEDIES = new Remedies(COLLECTORS);

    static final List<Arguments> DENIALS = List.of(
            argumentSet(
                    "no policy allows it",
                    " because no identity-based policy allows the guardduty:ListDetectors action",
                    DenialCause.NO_STATEMENT),
            argumentSet("nothing is told", "", DenialCause.NOT_TOLD),
            argumentSet(
                    "explicit deny", " with an explicit deny in an identity-based policy", DenialCause.EXPLICIT_DENY),
            argumentSet(
                    "control policy denies",
                    " with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1",
                    DenialCause.SERVICE_CONTROL_POLICY),
            argumentSet(
                    "no control policy allows",
                    " because no service control policy allows the guardduty:ListDetectors action",
                    DenialCause.SERVICE_CONTROL_POLICY),
            argumentSet(
                    "resource control policy",
                    " with an explicit deny in a resource control policy",
                    DenialCause.RESOURCE_CONTROL_POLICY),
            argumentSet(
                    "boundary",
                    " because no permissions boundary allows the guardduty:ListDetectors action",
                    DenialCause.PERMISSIONS_BOUNDARY),
            argumentSet("session", " because no session policy allows the action", DenialCause.SESSION_POLICY),
            argumentSet("endpoint", " because no VPC endpoint policy allows the action", DenialCause.ENDPOINT_POLICY),
            argumentSet(
                    "resource", " because no resource-based policy allows the action", DenialCause.RESOURCE_POLICY));

    @ParameterizedTest
    @FieldSource("DENIALS")
    void aStatementIsGivenOnlyWhereItMayHelp(String end, DenialCause cause) {
        // when
        Remedy remedy = REMEDIES.of("guardduty:ListDetectors", "AccessDeniedException", NOT_AUTHORIZED + end);

        // then
        boolean helps = cause == DenialCause.NO_STATEMENT || cause == DenialCause.NOT_TOLD;
        assertThat(remedy.deniedBy()).isEqualTo(cause);
        assertThat(remedy.action()).isEqualTo(helps ? "guardduty:ListDetectors" : null);
        assertThat(remedy.text().startsWith("A statement would not help")).isEqualTo(!helps);
    }

    @Test
    void theControlPolicyIsNamedWhereAwsNamesIt() {
        // when
        Remedy remedy = REMEDIES.of(
                "ec2:DescribeVpcs",
                "UnauthorizedOperation",
                "You are not authorized with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1.");

        // then
        assertThat(remedy.text()).contains("(arn:aws:organizations::1:policy/o-1/service_control_policy/p-1)");
    }

    static final List<Arguments> OTHERS = List.of(
            argumentSet("throttled", "ec2:DescribeVpcs", "RequestLimitExceeded"),
            argumentSet("not permitted for another reason", "ec2:DescribeVpcs", "OperationNotPermitted"),
            argumentSet("an operation that Muster does not call", "ec2:TerminateInstances", "UnauthorizedOperation"),
            argumentSet("Muster's own fault", "muster:Scan", "INTERNAL"));

    @ParameterizedTest
    @FieldSource("OTHERS")
    void whatIsNoDenialHasNoStatement(String operation, String errorCode) {
        // when
        Remedy remedy = REMEDIES.of(operation, errorCode, "so it is");

        // then
        assertThat(remedy.deniedBy()).isNull();
        assertThat(Remedies.statement(remedy)).isNull();
    }

    /** See "Common error types" of each API, and the IAM User Guide, "Managing AWS STS in an AWS Region". */
    @ParameterizedTest
    @CsvSource({
        "ec2:DescribeVpcs, AuthFailure, The region may not be enabled in the account",
        "kms:ListKeys, UnrecognizedClientException, The region may not be enabled in the account",
        "autoscaling:DescribeAutoScalingGroups, InvalidClientTokenId, The region may not be enabled in the account",
        "elasticfilesystem:DescribeFileSystems, OptInRequired, not signed up for the service",
        "guardduty:ListDetectors, SubscriptionRequiredException, not signed up for the service",
        "ec2:GetAllowedImagesSettings, InvalidAction, AWS may not offer the service",
        "glue:GetConnections, UnknownOperationException, AWS may not offer the service",
        "inspector2:ListCoverage, UNKNOWN_HOST, AWS may not offer the service",
        "ec2:DescribeVpcEncryptionControls, UnsupportedOperation, AWS may not offer the service",
        "ec2:DescribeVpcs, UnknownParameter, AWS may not offer the service",
        "sts:AssumeRole, InvalidClientTokenId, Muster's own credentials",
        "sts:AssumeRole, ExpiredToken, Muster's own credentials",
        "sts:AssumeRoleWithWebIdentity, AccessDenied, system:serviceaccount:<namespace>",
        "sts:AssumeRoleWithWebIdentity, InvalidIdentityToken, must name the provider",
        "sts:AssumeRoleWithWebIdentity, ExpiredTokenException, names has expired",
        "sts:AssumeRole, RegionDisabledException, STS is not activated",
        "sts:AssumeRole, NO_CREDENTIALS, finds no credentials",
        "sts:AssumeRole, WRONG_ACCOUNT, of another account",
        "sts:AssumeRole, SignatureDoesNotMatch, its clock may be wrong",
        "ec2:DescribeVpcs, RequestExpired, its clock may be wrong",
        "kms:ListKeys, InvalidSignatureException, its clock may be wrong",
        "ec2:DescribeVpcs, Blocked, AWS Support",
        "ec2:DescribeVpcs, PendingVerification, AWS Support",
        "organizations:DescribeOrganization, AWSOrganizationsNotInUseException, is in none",
        "organizations:ListAccountsForParent, NOT_A_MEMBER, in another organization",
    })
    void whatTheNextScanWouldMeetAgainIsToldAsSuch(String operation, String errorCode, String told) {
        // when
        Remedy remedy = REMEDIES.of(operation, errorCode, "so it is");

        // then
        assertThat(remedy.text())
                .startsWith("A statement would not help")
                .contains(told)
                .doesNotContain("tries again");
        assertThat(remedy.action()).isNull();
    }

    /** One code may stand for several faults, which AWS's words tell apart. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sts:AssumeRole | ValidationError | The requested DurationSeconds exceeds the MaxSessionDuration set for this role. | muster.aws.role-session-duration
                    sts:AssumeRole | ValidationError | The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining. | muster.aws.role-session-duration
                    sts:AssumeRole | ValidationError | 1 validation error detected | The next scan tries again
                    ec2:DescribeImageAttribute | AuthFailure | Not authorized for image:ami-1 | belongs to another account
                    ec2:DescribeVpcs | AuthFailure | AWS was not able to validate the provided access credentials | The region may not be enabled
                    ec2:DescribeVpcs | ExpiredToken | The security token included in the request is expired | The next scan tries again
                    """)
    void awsWordsTellFaultsOfOneCodeApart(String operation, String errorCode, String message, String told) {
        // when
        Remedy remedy = REMEDIES.of(operation, errorCode, message);

        // then
        assertThat(remedy.text()).startsWith("A statement would not help").contains(told);
        assertThat(remedy.action()).isNull();
    }

    @Test
    void aRegionThatAControlPolicyDeniesCanBeLeftOut() {
        // when
        Remedy remedy = REMEDIES.of(
                "ec2:DescribeVpcs",
                "UnauthorizedOperation",
                "You are not authorized to perform this operation with an explicit deny in a service control policy");

        // then
        assertThat(remedy.text()).contains("Its owner must except Muster's role", "named in its registration");
        assertThat(REMEDIES.of("ec2:DescribeVpcs", "UnauthorizedOperation", "no identity-based policy allows it")
                        .text())
                .doesNotContain("registration");
    }

    @Test
    void aRoleThatCannotBeAssumedIsAMatterOfTrust() {
        // when
        Remedy remedy = REMEDIES.of("sts:AssumeRole", "AccessDenied", "not authorized to perform: sts:AssumeRole");

        // then
        assertThat(remedy.deniedBy()).isEqualTo(DenialCause.TRUST_POLICY);
        assertThat(remedy.action()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "because no role trust policy allows the sts:AssumeRole action | TRUST_POLICY | its trust policy must admit",
                "because no identity-based policy allows the sts:AssumeRole action | TRUST_POLICY | must be allowed sts:AssumeRole",
                "with an explicit deny in an identity-based policy | EXPLICIT_DENY | a policy of Muster's own identity denies sts:AssumeRole.",
                "with an explicit deny in a service control policy | SERVICE_CONTROL_POLICY | must except Muster's own identity",
                "with an explicit deny in a resource control policy: arn:aws:organizations::999999999999:policy/o-abc/resource_control_policy/p-xyz"
                        + " | RESOURCE_CONTROL_POLICY | sts:AssumeRole (arn:aws:organizations::999999999999:policy/o-abc/resource_control_policy/p-xyz).",
                "because no permissions boundary allows the sts:AssumeRole action | PERMISSIONS_BOUNDARY | the permissions boundary of Muster's own identity",
                "because no session policy allows the sts:AssumeRole action | SESSION_POLICY | the policy of Muster's own session",
                "because no VPC endpoint policy allows the sts:AssumeRole action | ENDPOINT_POLICY | the VPC endpoint for STS",
            })
    void aRoleThatAnotherPolicyKeepsFromBeingAssumedIsAMatterOfThat(String reason, DenialCause cause, String words) {
        // when
        Remedy remedy = REMEDIES.of(
                "sts:AssumeRole",
                "AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/muster/x is not authorized to perform: sts:AssumeRole on"
                        + " resource: arn:aws:iam::222222222222:role/muster-reader " + reason);

        // then
        assertThat(remedy.deniedBy()).isEqualTo(cause);
        assertThat(remedy.text()).contains(words);
        assertThat(remedy.action()).isNull();
    }

    @Test
    void aTokenThatMustersOwnRoleDoesNotAdmitIsAMatterOfTrust() {
        // when
        Remedy remedy = REMEDIES.of(
                "sts:AssumeRoleWithWebIdentity",
                "AccessDenied",
                "Not authorized to perform sts:AssumeRoleWithWebIdentity");

        // then
        assertThat(remedy.deniedBy()).isEqualTo(DenialCause.TRUST_POLICY);
        assertThat(remedy.action()).isNull();
    }

    @Test
    void sessionTagsThatAreNotAdmittedAreToldAsThat() {
        // when
        Remedy remedy = REMEDIES.of(
                "sts:AssumeRole",
                "AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/muster-hub/eks is not authorized to perform: sts:TagSession on resource:"
                        + " arn:aws:iam::444444444444:role/muster-reader");

        // then
        assertThat(remedy.deniedBy()).isEqualTo(DenialCause.TRUST_POLICY);
        assertThat(remedy.text()).contains("must allow sts:TagSession as well");
    }

    @Test
    void everyActionOfThePoliciesIsGivenWhereItIsDeniedAndNoOther() {
        // given
        List<String> policies = Stream.concat(COLLECTORS.actions().stream(), COLLECTORS.organizationActions().stream())
                .toList();

        // when
        List<String> given = policies.stream()
                .map(action -> REMEDIES.of(action, code(action), "").action())
                .toList();

        // then
        assertThat(given)
                .isEqualTo(policies)
                .allMatch(action -> action.matches("[a-z0-9]+:(Describe|Get|BatchGet|List|Search|Simulate)\\w+")
                        // whose access level is Read in the Service Authorization Reference
                        || action.equals("iam:GenerateServiceLastAccessedDetails"));
        assertThat(Remedies.statement(new TreeSet<>(List.of("ec2:DescribeVpcs", "ec2:DescribeSubnets"))))
                .isEqualTo("{\"Action\":[\"ec2:DescribeSubnets\",\"ec2:DescribeVpcs\"],\"Effect\":\"Allow\","
                        + "\"Resource\":\"*\",\"Sid\":\"MusterReadsWhatWasDenied\"}");
    }

    /** A code by which the service denies. */
    private static String code(String action) {
        return Stream.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException")
                .filter(code -> COLLECTORS.denied(action, code))
                .findFirst()
                .orElse("none");
    }
}
