package io.muster.estate.attack;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A trait that makes an instance easy to take over.
 *
 * @param certain false where that depends on cells that were not read
 * @param why     a clause that says it of the instance
 */
public record Weakness(Type type, boolean certain, String why) {

    /** Whether all of them are that Systems Manager does not know the instance. */
    static boolean areUnmanaged(List<Weakness> weaknesses) {
        return weaknesses.stream().allMatch(weakness -> weakness.type() == Type.UNMANAGED);
    }

    /** The kinds of weaknesses, the gravest first. */
    public enum Type {
        /** A server that fetches an address of the attacker's choosing hands out the credentials of the role. */
        IMDSV1("ec2-imdsv2-required"),
        /** Another product reports a critical vulnerability of its software, for which an exploit is known. */
        EXPLOITABLE(null),
        /** Critical or security patches are missing, or patches were never checked. */
        UNPATCHED("ec2-patch-noncompliant"),
        /** Its image has been deprecated for long. */
        OUTDATED_IMAGE("ec2-instance-untrusted-or-outdated-ami"),
        /** Its user data seems to hold secrets. */
        USER_DATA_SECRETS("ec2-user-data-secrets"),
        /** Systems Manager does not know it: nothing patches it, and nothing tells of its patches. */
        UNMANAGED("ec2-not-ssm-managed");

        private final String ruleId;

        Type(@Nullable String ruleId) {
            this.ruleId = ruleId;
        }

        /** The rule that judges the same of the instance; null where none does. */
        public @Nullable String ruleId() {
            return ruleId;
        }
    }
}
