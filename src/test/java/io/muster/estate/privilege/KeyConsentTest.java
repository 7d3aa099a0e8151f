package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
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

    private static MadeRole all() {
        return role("r").inline(allow("*", "*"));
    }

    private static void assertConsent(String statements, Certainty allowed, Certainty decided) {
        JsonNode policy = MadeRole.policy(statements.replace("{account}", ACCOUNT));
        var estate = Estates.estate()
                .with(
                        all(),
                        Made.of(
                                "k",
                                new KmsKey(
                                        null, null, null, null, null, null, null, null, policy, null, null, null, null,
                                        null)))
                .build();
        RolePrivileges privileges = RolePrivileges.of(all().resource(), estate);

        assertThat(privileges.allows("kms:Decrypt", KEY)).isEqualTo(allowed);
        assertThat(privileges.decide("kms:Decrypt", KEY).verdict()).isEqualTo(decided);
    }
}
