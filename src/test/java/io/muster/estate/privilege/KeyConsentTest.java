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
import io.muster.inventory.kind.KeyGrant;
import io.muster.inventory.kind.KmsKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyConsentTest {

    private static final String ACCOUNT = Estates.ACCOUNT;
    private static final String KEY = "arn:aws:kms:" + Estates.REGION.region() + ":" + ACCOUNT + ":key/k";

    private static final String OF_OTHERS =
            "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'arn:aws:iam::{account}:role/other'}}";

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
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/r'}                    | POSSIBLE | POSSIBLE
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/r'},'Condition':{'Bool':{'aws:SecureTransport':'false'}} | YES | YES
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/r'},'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | YES | POSSIBLE
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

    /** Whom a denial spares by name, it spares not where they have a boundary, whatever that allows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Deny  | 'NotPrincipal':{'AWS':['arn:aws:iam::{account}:root','arn:aws:iam::{account}:role/r']} | NO
                    Deny  | 'NotPrincipal':{'AWS':'*'}                                                             | NO
                    Deny  | 'Principal':{'AWS':'arn:aws:iam::{account}:role/other'}                                | YES
                    Allow | 'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/r'}                                 | YES
                    """)
    void whomAKeyDeniesOfThoseWithABoundary(String effect, String principal, Certainty expected) {
        String statements = "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'{account}'}},"
                + "{'Effect':'" + effect + "','Action':'kms:Decrypt','Resource':'*'," + principal + "}";

        assertThat(decided(all().boundary(allow("*", "*")), statements)).isEqualTo(expected);
    }

    /** A denial of the account is one of a role that an allowance names. */
    @Test
    void aKeyThatNamesTheRoleAndDeniesItsAccount() {
        assertThat(decided(
                        role("r"),
                        "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'arn:aws:iam::{account}:role/r'}},"
                                + "{'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':{'AWS':'{account}'}}"))
                .isEqualTo(NO);
    }

    /**
     * A statement has an effect on the key only where it has an action and a resource, which means the key: whether an allowance of everyone and a
     * denial beside one are in force.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html">KMS API Reference, PutKeyPolicy</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Action':'kms:*','Resource':'*'                                           | YES      | NO
                    'Action':'kms:*','Resource':'arn:aws:kms:eu-central-1:{account}:key/k'    | YES      | NO
                    'Action':'kms:*','Resource':['arn:aws:kms:*:*:alias/a','arn:aws:kms:*:{account}:key/*'] | YES | NO
                    'Action':'kms:*','Resource':'arn:aws:kms:*:${aws:PrincipalAccount}:key/k' | YES      | NO
                    'Action':'kms:*','Resource':'arn:aws:kms:*:*:key/${aws:SourceVpc}'        | POSSIBLE | POSSIBLE
                    'Action':'kms:*','NotResource':'arn:aws:kms:*:*:key/other'                | YES      | NO
                    'Action':'kms:*','Resource':'arn:aws:kms:eu-central-1:{account}:key/other' | NO      | YES
                    'Action':'kms:*','Resource':'arn:aws:kms:us-east-1:{account}:key/k'       | NO       | YES
                    'Action':'kms:*','Resource':'arn:aws:kms:*:*:alias/a'                     | NO       | YES
                    'Action':'kms:*'                                                          | NO       | YES
                    'Resource':'*'                                                            | NO       | YES
                    """)
    void whatAStatementNeedsForAnEffect(String elements, Certainty allowed, Certainty besideADenial) {
        String statement = "{'Effect':'%s','Principal':'*'," + elements + "}";
        String ofAll = "{'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'*'}";

        assertThat(decided(all(), statement.formatted("Allow"))).isEqualTo(allowed);
        assertThat(decided(all(), ofAll + "," + statement.formatted("Deny"))).isEqualTo(besideADenial);
    }

    /** Beside a denial that the request chooses to avoid, one that no request chooses leaves it open only where it means the key. */
    @ParameterizedTest
    @CsvSource({"*, POSSIBLE", "arn:aws:kms:*:*:key/k, POSSIBLE", "arn:aws:kms:*:*:key/other, YES"})
    void aDenialOfAnotherKeyLeavesNothingOpen(String resource, Certainty allowed) {
        String denial = "{'Effect':'Deny','Action':'kms:*','Resource':'%s','Principal':'*','Condition':{%s}}";

        assertConsent(
                "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':'*'},"
                        + denial.formatted(resource, "'StringEquals':{'aws:PrincipalOrgID':'o-1'}") + ","
                        + denial.formatted("*", "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"),
                allowed,
                POSSIBLE);
    }

    @Test
    void aPolicyThatCannotBeReadMayConsent() {
        assertConsent("{'Effect':'Perhaps'}", POSSIBLE, POSSIBLE);
    }

    /** Of a question about several keys, each of them counts. */
    @ParameterizedTest
    @CsvSource({
        "'*', arn:aws:iam::111122223333:root, YES",
        "'*', arn:aws:iam::111122223333:role/other, POSSIBLE",
        "s3:*, arn:aws:iam::111122223333:root, POSSIBLE"
    })
    void severalKeys(String held, String principal, Certainty expected) {
        // given
        MadeRole role = role("r").inline(allow(held, "*"));
        var estate = Estates.estate()
                .with(role, Made.of("k1", keyOf("arn:aws:iam::111122223333:role/r")), Made.of("k2", keyOf(principal)))
                .build();

        // when, then
        assertThat(RolePrivileges.of(role.resource(), estate)
                        .decide("kms:Decrypt", KEY.replace("/k", "/*"))
                        .verdict())
                .isEqualTo(expected);
    }

    private static KmsKey keyOf(String principal) {
        JsonNode policy = MadeRole.policy(
                "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'" + principal + "'}}");
        return new KmsKey(null, null, null, null, null, null, null, null, policy, null, null, List.of(), null, null);
    }

    @Test
    void noKeyNoConsent() {
        var estate = Estates.estate().with(all()).build();

        assertThat(RolePrivileges.of(all().resource(), estate).allows("kms:Decrypt", KEY))
                .isEqualTo(NO);
    }

    /**
     * A key's policy that names the role is enough; one that names the account leaves it to the policies of the role. A boundary without an
     * allowance is a limit to what the role is granted, and none to what its sessions and everyone are.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'}                       | YES      | NO
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'kms:CallerAccount':'{account}'}} | YES | POSSIBLE
                    'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/r/i-1'}           | POSSIBLE | POSSIBLE
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'},'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | POSSIBLE | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:root'}                         | NO       | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/other'}                   | NO       | NO
                    """)
    void whomAKeyGrantsByItself(String statement, Certainty expected, Certainty bounded) {
        String statements = "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*'," + statement + "}";

        assertThat(decided(role("r"), statements)).isEqualTo(expected);
        assertThat(decided(role("r").inline(deny("kms:*", "*")), statements)).isEqualTo(NO);
        assertThat(decided(role("r").boundary(allow("s3:*", "*")), statements)).isEqualTo(bounded);
        assertThat(decided(role("r").boundary(deny("kms:*", "*")), statements)).isEqualTo(NO);
    }

    /** A grant is a right beside all policies, but for what denies it: of the role, or of the key. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    arn:aws:iam::111122223333:role/r                | Decrypt         | POSSIBLE
                    arn:aws:sts::111122223333:assumed-role/r/i-1    | Decrypt         | POSSIBLE
                    arn:aws:iam::111122223333:role/r                | GenerateDataKey | NO
                    arn:aws:iam::111122223333:role/other            | Decrypt         | NO
                    ec2.eu-central-1.amazonaws.com                  | Decrypt         | NO
                    """)
    void whomAGrantMeans(String grantee, String operation, Certainty expected) {
        // given
        List<KeyGrant> grants = List.of(new KeyGrant("g", grantee, null, null, List.of(operation), false));
        String keyDenies = "{'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':'*'}";

        // when, then
        assertThat(decided(role("r"), OF_OTHERS, grants)).isEqualTo(expected);
        assertThat(decided(role("r").inline(deny("kms:*", "*")), OF_OTHERS, grants))
                .isEqualTo(NO);
        assertThat(decided(role("r"), keyDenies, grants)).isEqualTo(NO);
    }

    @Test
    void grantsThatWereNotReadMayAllowIt() {
        assertThat(decided(role("r"), OF_OTHERS, null)).isEqualTo(POSSIBLE);
        assertThat(privileges(role("r"), OF_OTHERS, null)
                        .decide("kms:Decrypt", KEY)
                        .reasons())
                .contains("a grant of the key may allow it");
    }

    /** What is done with an alias is done with the key that it stands for; the alias itself is none's to consent to. */
    @ParameterizedTest
    @CsvSource({"kms:Decrypt, POSSIBLE", "kms:UpdateAlias, YES"})
    void anAliasStandsForSomeKey(String action, Certainty expected) {
        assertThat(privileges(all(), OF_OTHERS)
                        .decide(action, KEY.replace("key/k", "alias/a"))
                        .verdict())
                .isEqualTo(expected);
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
        return role("r").trustedByEc2().inline(allow("*", "*"));
    }

    private static void assertConsent(String statements, Certainty allowed, Certainty decided) {
        RolePrivileges privileges = privileges(all(), statements);

        assertThat(privileges.allows("kms:Decrypt", KEY)).isEqualTo(allowed);
        assertThat(privileges.decide("kms:Decrypt", KEY).verdict()).isEqualTo(decided);
    }

    private static Certainty decided(MadeRole role, String statements) {
        return decided(role, statements, List.of());
    }

    private static Certainty decided(MadeRole role, String statements, List<KeyGrant> grants) {
        return privileges(role, statements, grants).decide("kms:Decrypt", KEY).verdict();
    }

    private static RolePrivileges privileges(MadeRole role, String statements) {
        return privileges(role, statements, List.of());
    }

    private static RolePrivileges privileges(MadeRole role, String statements, List<KeyGrant> grants) {
        JsonNode policy = MadeRole.policy(statements.replace("{account}", ACCOUNT));
        KmsKey key = new KmsKey(null, null, null, null, null, null, null, null, policy, null, null, grants, null, null);
        var estate = Estates.estate().with(role, Made.of("k", key)).build();
        return RolePrivileges.of(role.resource(), estate);
    }
}
