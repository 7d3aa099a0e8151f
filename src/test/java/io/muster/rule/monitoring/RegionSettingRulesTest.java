package io.muster.rule.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.AccountVpcEncryption;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.Operator;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about hidden resources and about who may change a region's settings. */
class RegionSettingRulesTest {

    private static final String PASS = "PASS";
    private static final String NA = "NOT_APPLICABLE";
    private static final String INFO = "FAIL INFO";
    private static final String POLICY = "declarative-policy";

    @ParameterizedTest
    @MethodSource
    void judgesHiddenResources(String visibility, Boolean hidden, String expected) {
        // given
        Estates.Made<Volume> volume =
                Made.of("vol-1", Parts.of(Volume.class, "operator", new Operator(true, "eks.amazonaws.com", hidden)));

        // then
        assertThat(Judging.judge(
                        new ManagedResourcesHidden(),
                        settings("managedResourceVisibility", visibility),
                        volume,
                        Made.of("vol-2", Parts.of(Volume.class))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesHiddenResources() {
        return Stream.of(
                argumentSet("hidden, and there is one", "hidden", true, INFO),
                argumentSet("hidden, and there is none", "hidden", false, PASS),
                argumentSet("hidden, and none is told of", "hidden", null, PASS),
                argumentSet("visible", "visible", true, PASS),
                argumentSet("not known", null, true, "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesWhoMayChangeSettings(
            String tokens, String tokensBy, String snapshots, String snapshotsBy, String expected) {
        // given
        Estates.Made<RegionSettings> settings =
                guarding(tokens, tokensBy, snapshots, snapshotsBy, encryption("unmanaged", "account"));

        // then
        assertThat(Judging.judge(new SettingNotGuarded(), settings)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesWhoMayChangeSettings() {
        return Stream.of(
                argumentSet("one guarded, one safe and open", "required", POLICY, "block-all-sharing", "account", INFO),
                argumentSet("one guarded, one open and not safe", "required", POLICY, "unblocked", "account", PASS),
                argumentSet("both guarded", "required", POLICY, "block-all-sharing", POLICY, PASS),
                argumentSet("no policy in use", "required", "account", "block-all-sharing", "account", NA),
                argumentSet("not known", null, null, "block-all-sharing", "account", "UNKNOWN"),
                argumentSet("never set", "no-preference", null, "block-all-sharing", "account", NA),
                argumentSet("never set, the rest guarded", "no-preference", null, "block-all-sharing", POLICY, PASS),
                argumentSet("safe by whom is not told", "required", null, "block-all-sharing", POLICY, "UNKNOWN"),
                argumentSet("the rest not known", null, null, "block-all-sharing", POLICY, "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesWhoMayChangeTheEncryptionOfVpcs(AccountVpcEncryption encryption, String tokensBy, String expected) {
        // given
        Estates.Made<RegionSettings> settings = guarding("required", tokensBy, "unblocked", "account", encryption);

        // then
        assertThat(Judging.judge(new SettingNotGuarded(), settings)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesWhoMayChangeTheEncryptionOfVpcs() {
        return Stream.of(
                argumentSet("enforced by the account", encryption("attempt-enforce", "account"), POLICY, INFO),
                argumentSet("enforced by the organization", encryption("attempt-enforce", POLICY), POLICY, PASS),
                argumentSet("guarded, and nothing else", encryption("attempt-enforce", POLICY), "account", INFO),
                argumentSet("monitored by the account", encryption("attempt-monitor", "account"), POLICY, PASS),
                argumentSet("not managed", encryption("unmanaged", "account"), POLICY, PASS),
                argumentSet(
                        "enforced by the account, no policy", encryption("attempt-enforce", "account"), "account", NA),
                argumentSet("not read", null, POLICY, "UNKNOWN"),
                argumentSet("mode not told", encryption(null, "account"), POLICY, "UNKNOWN"));
    }

    private static AccountVpcEncryption encryption(String mode, String managedBy) {
        return new AccountVpcEncryption(mode, "transitions-successful", managedBy, List.of());
    }

    private static Estates.Made<RegionSettings> guarding(
            String tokens, String tokensBy, String snapshots, String snapshotsBy, AccountVpcEncryption encryption) {
        return settings(
                "imdsHttpTokensDefault",
                tokens,
                "imdsDefaultsManagedBy",
                tokensBy,
                "snapshotBlockPublicAccess",
                snapshots,
                "snapshotBlockPublicAccessManagedBy",
                snapshotsBy,
                "imageBlockPublicAccess",
                "unblocked",
                "imageBlockPublicAccessManagedBy",
                "account",
                "serialConsoleAccess",
                true,
                "serialConsoleAccessManagedBy",
                "account",
                "vpcBlockPublicAccess",
                "off",
                "vpcBlockPublicAccessManagedBy",
                "account",
                "allowedImages",
                new AllowedImages("disabled", "account", List.of()),
                "vpcEncryption",
                encryption);
    }

    private static Estates.Made<RegionSettings> settings(Object... parts) {
        return Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class, parts));
    }
}
