package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.Certainty.NO;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.KmsKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyConsentTest {

    private static final String ACCOUNT = Estates.ACCOUNT;
    private static final String KEY = "arn:aws:kms:" + Estates.REGION.region() + ":" + ACCOUNT + ":key/k";

    /** Whether a role that may do everything may decrypt: by what a denial of nothing for certain leaves, and by the decision. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':'*'                                                           | YES      | YES
                    'Principal':{'AWS':'{account}'}                                           | YES      | YES
                    'Principal':{'AWS':'arn:aws:iam::{account}:root'}                         | YES      | YES
                    'Principal':{'AWS':['x','arn:aws:iam::{account}:role/r']}                 | YES      | YES
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/other'}                   | NO       | NO
                    'Principal':{'AWS':'arn:aws:iam::444455556666:root'}                      | NO       | NO
                    'Principal':{'Service':'*'}                                               | NO       | NO
                    'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/r/i-1'}           | POSSIBLE | POSSIBLE
                    'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/other/i-1'}       | NO       | NO
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/other'}                | YES      | YES
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/r'}                    | NO       | NO
                    'Principal':'*','Condition':{'StringEquals':{'kms:CallerAccount':'{account}'}} | YES | YES
                    'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}   | POSSIBLE | POSSIBLE
                    """)
    void whomAKeyLets(String statement, Certainty allowed, Certainty decided) {
        assertConsent("{'Effect':'Allow','Action':'kms:*','Resource':'*'," + statement + "}", allowed, decided);
    }

    /** The same of a key that leaves it to the account, with a denial beside. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':'*'                                                           | NO       | NO
                    'Principal':{'AWS':'{account}'}                                           | NO       | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'}                       | NO       | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/other'}                   | YES      | YES
                    'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/r/i-1'}           | YES      | POSSIBLE
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/other'}                | NO       | NO
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/r'}                    | YES      | POSSIBLE
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'},'Condition':{'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | YES | POSSIBLE
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'},'Condition':{'Bool':{'aws:ViaAWSService':'true'}} | YES | YES
                    """)
    void whomAKeyDenies(String statement, Certainty allowed, Certainty decided) {
        assertConsent(
                "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'{account}'}},"
                        + "{'Effect':'Deny','Action':'kms:Decrypt','Resource':'*'," + statement + "}",
                allowed,
                decided);
    }

    @Test
    void aPolicyThatCannotBeReadMayConsent() {
        assertConsent("{'Effect':'Perhaps'}", POSSIBLE, POSSIBLE);
    }

    @Test
    void noKeyNoConsent() {
        var estate = Estates.estate().with(all()).build();

        assertThat(RolePrivileges.of(all().resource(), estate).allows("kms:Decrypt", KEY))
                .isEqualTo(NO);
    }

    /** A key's policy that names the role is enough; one that names the account leaves it to the policies of the role. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'}                       | YES
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'kms:CallerAccount':'{account}'}} | YES
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'},'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | POSSIBLE
                    'Principal':{'AWS':'arn:aws:iam::{account}:root'}                         | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/other'}                   | NO
                    """)
    void whomAKeyGrantsByItself(String statement, Certainty expected) {
        String statements = "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*'," + statement + "}";

        assertThat(decided(role("r"), statements)).isEqualTo(expected);
        assertThat(decided(role("r").inline(deny("kms:*", "*")), statements)).isEqualTo(NO);
        assertThat(decided(role("r").boundary(allow("s3:*", "*")), statements)).isEqualTo(NO);
    }

    @Test
    void saysThatTheKeyGrants() {
        String statement =
                "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'arn:aws:iam::{account}:role/r'}}";

        assertThat(privileges(role("r"), statement).decide("kms:Decrypt", KEY).reasons())
                .anyMatch(reason -> reason.startsWith("the policy of the key grants it"));
    }

    @Test
    void aKeyOfAnotherAccountMayConsentToWhatTheRoleMayAsk() {
        var estate = Estates.estate().with(all(), role("none")).build();
        String elsewhere = KEY.replace(ACCOUNT, Estates.OTHER_ACCOUNT);

        assertThat(RolePrivileges.of(all().resource(), estate)
                        .decide("kms:Decrypt", elsewhere)
                        .verdict())
                .isEqualTo(POSSIBLE);
        assertThat(RolePrivileges.of(role("none").resource(), estate)
                        .decide("kms:Decrypt", elsewhere)
                        .verdict())
                .isEqualTo(NO);
    }

    private static MadeRole all() {
        return role("r").inline(allow("*", "*"));
    }

    private static void assertConsent(String statements, Certainty allowed, Certainty decided) {
        RolePrivileges privileges = privileges(all(), statements);

        assertThat(privileges.allows("kms:Decrypt", KEY)).isEqualTo(allowed);
        assertThat(privileges.decide("kms:Decrypt", KEY).verdict()).isEqualTo(decided);
    }

    private static Certainty decided(MadeRole role, String statements) {
        return privileges(role, statements).decide("kms:Decrypt", KEY).verdict();
    }

    private static RolePrivileges privileges(MadeRole role, String statements) {
        JsonNode policy = MadeRole.policy(statements.replace("{account}", ACCOUNT));
        var estate = Estates.estate()
                .with(
                        role,
                        Made.of(
                                "k",
                                new KmsKey(
                                        null, null, null, null, null, null, null, null, policy, null, null, null, null,
                                        null)))
                .build();
        return RolePrivileges.of(role.resource(), estate);
    }
}
