package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** The state of the patches of a managed node. */
@Described("The state of the patches of a managed node, by Patch Manager's last operation on it.")
public record PatchState(
        @Described("The patch group.") @Nullable String patchGroup,

        @Described("The baseline that says which patches it should have.") @Nullable
        String baselineId,

        @Described("Patches that it should have and has not.") @Nullable
        Integer missing,

        @Described("Patches that could not be installed.") @Nullable
        Integer failed,

        @Described("Installed patches that wait for a reboot.") @Nullable
        Integer pendingReboot,

        @Described("Rejected patches that are installed.") @Nullable
        Integer installedRejected,

        @Described("Patches of critical severity that are missing, failed, rejected or wait for a reboot.") @Nullable
        Integer criticalNonCompliant,

        @Described("Security patches that are missing, failed, rejected or wait for a reboot.") @Nullable
        Integer securityNonCompliant,

        @Described("Other patches that are missing, failed, rejected or wait for a reboot.") @Nullable
        Integer otherNonCompliant,

        @Described(
                "Security updates of Windows that are available and that the baseline has not approved; absent where AWS does not"
                        + " count them.")
        @Nullable
        Integer availableSecurityUpdates,

        @Described("Scan or Install.") @Nullable @Unhashed(Flicker.USE)
        String operation,

        @Described("When the operation ended.") @Nullable @Unhashed(Flicker.USE)
        Instant operationEndTime) {

    /**
     * Whether what does not comply is installed, and waits for a reboot: such a patch counts among the critical and the security ones, too. Where
     * more of these do not comply than wait, they are updates that are available, which a baseline may say not to comply.
     */
    public boolean onlyWaitsForReboot() {
        return pendingReboot != null
                && pendingReboot > 0
                && Stream.of(missing, failed, installedRejected)
                        .allMatch(count -> Integer.valueOf(0).equals(count))
                && Stream.of(criticalNonCompliant, securityNonCompliant)
                        .filter(Objects::nonNull)
                        .allMatch(count -> count <= pendingReboot);
    }
}
