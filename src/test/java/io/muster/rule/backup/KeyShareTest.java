package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.KeyGrant;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether those with whom a snapshot is shared can use its key, by the policy and the grants of that. */
class KeyShareTest {

    private static final String PARTNER = "999988887777";
    private static final String MEMBER = "222233334444";
    private static final Baseline BASELINE = Baselines.of(Map.of());

    @ParameterizedTest
    @MethodSource
    void tellsWhetherAShareIsOfUse(Estates.Made<Snapshot> snapshot, Estates.Made<KmsKey> key, String usable) {
        assertThat(Judging.evidence(new SnapshotShared(BASELINE), snapshot, key))
                .containsEntry("accounts", List.of(PARTNER))
                .containsEntry("usable", usable);
    }

    private static JsonNode everybody(String condition) {
        return Estates.json(
                "{'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 'kms:*', 'Resource': '*'"
                        + condition + "}]}");
    }

    private static String naming(String action) {
        return "{'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam::" + PARTNER + ":root'}, 'Action': '" + action
                + "', 'Resource': '*'}";
    }

    private static String conditionOn(String operator) {
        return ", 'Condition': {'" + operator + "': {'kms:CallerAccount': '" + PARTNER + "'}}";
    }

    private static JsonNode allowingAllBut(String action) {
        return Estates.json("{'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '" + PARTNER + "'}, 'NotAction': '"
                + action + "', 'Resource': '*'}]}");
    }

    private static KeyGrant grant(String... operations) {
        return grant(false, operations);
    }

    private static KeyGrant grant(boolean constrained, String... operations) {
        return Parts.of(
                KeyGrant.class,
                "grantId",
                "g",
                "granteePrincipal",
                "arn:aws:iam::" + PARTNER + ":root",
                "operations",
                List.of(operations),
                "constrained",
                constrained);
    }

    static Stream<Arguments> tellsWhetherAShareIsOfUse() {
        Estates.Made<Snapshot> encrypted = snapshot(true, arn("k-1"), List.of(PARTNER));
        JsonNode other = statements(ofOwner());
        JsonNode named = Estates.json("{'Statement': [" + naming("kms:Decr*") + "]}");
        return Stream.of(
                argumentSet("not encrypted", snapshot(false, null, List.of(PARTNER)), key(other, List.of()), "yes"),
                argumentSet("the key's policy names the account", encrypted, key(named, List.of()), "yes"),
                argumentSet(
                        "the key's policy names the account in a denial",
                        encrypted,
                        key(statements(ofOwner(), statement("Deny", PARTNER, "*")), List.of()),
                        "no"),
                argumentSet(
                        "the key's policy names the account for a description",
                        encrypted,
                        key(Estates.json("{'Statement': [" + naming("kms:DescribeKey") + "]}"), List.of()),
                        "no"),
                argumentSet(
                        "the key's policy lets the account make grants, which may be of any operation",
                        encrypted,
                        key(Estates.json("{'Statement': [" + naming("kms:CreateGrant") + "]}"), List.of()),
                        "unknown"),
                argumentSet(
                        "the key's policy lets the account encrypt anew",
                        encrypted,
                        key(Estates.json("{'Statement': [" + naming("kms:ReEncrypt*") + "]}"), List.of()),
                        "unknown"),
                argumentSet(
                        "the key's policy allows all but a description",
                        encrypted,
                        key(allowingAllBut("kms:DescribeKey"), List.of()),
                        "yes"),
                argumentSet(
                        "the key's policy allows all but what the key does",
                        encrypted,
                        key(allowingAllBut("kms:*"), List.of()),
                        "no"),
                argumentSet(
                        "the key's policy names the account in a condition that keeps it out",
                        encrypted,
                        key(everybody(conditionOn("StringNotEquals")), List.of()),
                        "no"),
                argumentSet(
                        "the key's policy names the account in a condition",
                        encrypted,
                        key(everybody(conditionOn("StringEquals")), List.of()),
                        "yes"),
                argumentSet(
                        "the key's policy names the account, and denies it to some",
                        encrypted,
                        key(
                                Estates.json("{'Statement': [" + naming("kms:Decrypt")
                                        + ", {'Effect': 'Deny', 'Principal': '*', 'Action': 'kms:*', 'Resource': '*', 'Condition':"
                                        + " {'StringNotEquals': {'aws:PrincipalOrgID': 'o-1'}}}]}"),
                                List.of()),
                        "unknown"),
                argumentSet(
                        "the key's policy names the account, and denies another action",
                        encrypted,
                        key(
                                Estates.json(
                                        "{'Statement': [" + naming("kms:Decrypt")
                                                + ", {'Effect': 'Deny', 'Principal': '*', 'Action': 'kms:PutKeyPolicy', 'Resource': '*'}]}"),
                                List.of()),
                        "yes"),
                argumentSet("a grant names the account", encrypted, key(other, List.of(grant("Decrypt"))), "yes"),
                argumentSet(
                        "a grant for a description names the account",
                        encrypted,
                        key(other, List.of(grant("DescribeKey"))),
                        "no"),
                argumentSet(
                        "a grant for further grants, which can be of its own operations alone",
                        encrypted,
                        key(other, List.of(grant("CreateGrant", "DescribeKey"))),
                        "no"),
                argumentSet(
                        "a grant for one encryption context",
                        encrypted,
                        key(other, List.of(grant(true, "Decrypt"))),
                        "unknown"),
                argumentSet(
                        "a grant for one encryption context beside one for all",
                        encrypted,
                        key(other, List.of(grant(true, "Decrypt"), grant("Decrypt"))),
                        "yes"),
                argumentSet(
                        "a grant to encrypt anew", encrypted, key(other, List.of(grant("ReEncryptFrom"))), "unknown"),
                argumentSet("neither", encrypted, key(other, List.of()), "no"),
                argumentSet("the key's policy admits everybody", encrypted, key(everybody(""), List.of()), "yes"),
                argumentSet(
                        "everybody under a condition",
                        encrypted,
                        key(everybody(", 'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-1'}}"), List.of()),
                        "unknown"),
                argumentSet(
                        "everybody for a description",
                        encrypted,
                        key(
                                Estates.json(
                                        "{'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': 'kms:DescribeKey', 'Resource': '*'}}"),
                                List.of()),
                        "no"),
                argumentSet("a policy that is none", encrypted, key(Estates.json("'none'"), List.of()), "unknown"),
                argumentSet("policy not known", encrypted, key(null, List.of()), "unknown"),
                argumentSet("grants not known", encrypted, key(other, null), "unknown"),
                argumentSet(
                        "key not known",
                        snapshot(true, arn("k-2"), List.of(PARTNER)),
                        key(other, List.of()),
                        "unknown"),
                argumentSet(
                        "encryption not told",
                        snapshot(null, null, List.of(PARTNER)),
                        key(other, List.of()),
                        "unknown"));
    }

    /** A key that its own account may use, with one more statement, and with a grant to the partner beside. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Effect':'Allow','Principal':{'AWS':'{partner}'},'Resource':'*'                                       | yes     | yes
                    'Effect':'Allow','Principal':{'AWS':'{partner}'},'Resource':'{key}'                                   | yes     | yes
                    'Effect':'Allow','Principal':{'AWS':'{partner}'},'Resource':'{key}2'                                  | no      | yes
                    'Effect':'Allow','Principal':{'AWS':'{partner}'},'NotResource':'{key}'                                | no      | yes
                    'Effect':'Allow','Principal':{'AWS':'{partner}'}                                                      | no      | yes
                    'Effect':'allow','Principal':{'AWS':'{partner}'},'Resource':'*'                                       | unknown | unknown
                    'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::{partner}:user/u'},'Resource':'*'                   | yes     | yes
                    'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:role/for-{partner}'},'Resource':'*'    | no      | yes
                    'Effect':'Allow','Principal':{'Federated':'arn:aws:iam::{partner}:saml-provider/p'},'Resource':'*'    | no      | yes
                    'Effect':'Allow','NotPrincipal':{'AWS':'111122223333'},'Resource':'*'                                 | yes     | yes
                    'Effect':'Allow','NotPrincipal':{'AWS':'arn:aws:iam::{partner}:user/u'},'Resource':'*'                | unknown | yes
                    'Effect':'Allow','NotPrincipal':{'AWS':['111122223333','{partner}']},'Resource':'*'                   | no      | yes
                    'Effect':'Deny','Principal':'*','Resource':'*'                                                        | no      | no
                    'Effect':'Deny','Principal':'*','Resource':'{key}2'                                                   | no      | yes
                    'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::{partner}:root'},'Resource':'*'                      | no      | no
                    'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::{partner}:user/u'},'Resource':'*'                    | no      | unknown
                    'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'Resource':'*'                                  | no      | no
                    'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::{partner}:user/u'},'Resource':'*'                 | no      | unknown
                    """)
    void readsTheKeysPolicyAsTheKeyDoes(String statement, String byPolicy, String besideAGrant) {
        // given
        String more = ("{'Action':'kms:Decrypt'," + statement + "}")
                .replace("{partner}", PARTNER)
                .replace("{key}", arn("k-1"));
        JsonNode policy = statements(ofOwner(), more);

        // then
        assertThat(usable(key(policy, List.of()))).isEqualTo(byPolicy);
        assertThat(usable(key(policy, List.of(grant("Decrypt"))))).isEqualTo(besideAGrant);
    }

    /** Beside an allowance of the partner, a denial of another key or of a role of another account leaves it usable. */
    @ParameterizedTest
    @CsvSource({
        "999988887777, arn:aws:kms:eu-central-1:111122223333:key/k-2, yes",
        "arn:aws:iam::111122223333:role/for-999988887777, *, yes",
        "arn:aws:iam::999988887777:role/r, *, unknown",
        "999988887777, *, no"
    })
    void aDenialCountsWhereItMeansTheKeyAndTheAccount(String denied, String resource, String expected) {
        JsonNode policy = statements(statement("Allow", PARTNER, "*"), statement("Deny", denied, resource));

        assertThat(usable(key(policy, List.of()))).isEqualTo(expected);
    }

    /** Of several accounts, one that is let in is enough. */
    @Test
    void eachAccountIsJudgedByItself() {
        JsonNode policy = statements(
                statement("Allow", "*", "*"), statement("Deny", PARTNER, "*"), statement("Deny", MEMBER, "*"));
        Estates.Made<KmsKey> key = key(policy, List.of());

        assertThat(usable(key, PARTNER, MEMBER)).isEqualTo("no");
        assertThat(usable(key, PARTNER, "444455556666")).isEqualTo("yes");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::999988887777:role/r, yes",
        "999988887777, yes",
        "arn:aws:iam::111122223333:role/for-999988887777, no",
        "ec2.eu-central-1.amazonaws.com, no"
    })
    void aGrantIsOfTheAccountOfItsGrantee(String grantee, String expected) {
        KeyGrant grant = new KeyGrant("g", grantee, null, null, List.of("Decrypt"), false);

        assertThat(usable(key(statements(ofOwner()), List.of(grant)))).isEqualTo(expected);
    }

    private static Object usable(Estates.Made<KmsKey> key, String... accounts) {
        List<String> sharedWith = accounts.length == 0 ? List.of(PARTNER) : List.of(accounts);
        return Judging.evidence(new SnapshotShared(BASELINE), snapshot(true, arn("k-1"), sharedWith), key)
                .get("usable");
    }

    private static JsonNode statements(String... statements) {
        return Estates.json("{'Statement': [" + String.join(", ", statements) + "]}");
    }

    private static String ofOwner() {
        return statement("Allow", Estates.ACCOUNT, "*");
    }

    private static String statement(String effect, String principal, String resource) {
        return "{'Effect': '%s', 'Principal': {'AWS': '%s'}, 'Action': 'kms:*', 'Resource': '%s'}"
                .formatted(effect, principal, resource);
    }

    private static String arn(String id) {
        return Estates.REGION.arn(ResourceKind.KMS_KEY, id);
    }

    private static Estates.Made<KmsKey> key(JsonNode policy, List<KeyGrant> grants) {
        return Made.of("k-1", Parts.of(KmsKey.class, "keyManager", "CUSTOMER", "policy", policy, "grants", grants));
    }

    private static Estates.Made<Snapshot> snapshot(Boolean encrypted, String key, List<String> sharedWith) {
        return Made.of(
                "snap-1",
                Parts.of(
                        Snapshot.class,
                        "encrypted",
                        encrypted,
                        "kmsKeyId",
                        key,
                        "state",
                        "completed",
                        "sharedWith",
                        sharedWith));
    }
}
