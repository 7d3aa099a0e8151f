package io.muster.estate.attack;

import io.muster.estate.privilege.Escalation;
import java.util.List;

/**
 * The worth of a role to an attacker who takes it.
 *
 * @param certain  false where that depends on conditions that cannot be judged
 * @param supreme  whether it comes to the rights of an administrator
 * @param why      a clause that says it of the role
 * @param way      the escalations that lead there, in order; none where the role has it already
 */
public record Prize(Type type, boolean certain, boolean supreme, String why, List<Escalation> way) {

    /** The kinds of prizes, the greatest first. */
    public enum Type {
        /** The role is an administrator. */
        ADMINISTRATOR("iam-instance-role-admin"),
        /** The role can gain rights that it does not have. */
        ESCALATION("iam-instance-role-privilege-escalation"),
        /** The role can read everything in some data store of the account. */
        DATA("iam-instance-role-data-read-wildcard"),
        /** The role can run code on instances of other roles. */
        OTHER_INSTANCES("iam-instance-role-lateral-movement");

        private final String ruleId;

        Type(String ruleId) {
            this.ruleId = ruleId;
        }

        /** The rule that judges the same of the role. */
        public String ruleId() {
            return ruleId;
        }
    }
}
