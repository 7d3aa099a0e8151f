package io.muster.estate.privilege;

/**
 * A role as policies of resources may name it: by its ARN, by a session of it, by its account, or as one of everyone.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM User Guide,
 *     Principal</a>
 */
final class RolePrincipal {

    private final String arn;
    private final String account;
    private final String root;
    private final String sessions;
    private final boolean bounded;

    /** Of whose boundary nothing is known. */
    RolePrincipal(String roleArn) {
        this(roleArn, false);
    }

    /** @param bounded whether it has a permissions boundary for certain */
    RolePrincipal(String roleArn, boolean bounded) {
        this.bounded = bounded;
        String[] parts = roleArn.split(":", 6);
        arn = roleArn;
        account = parts[4];
        root = String.join(":", parts[0], parts[1], "iam", "", account, "root");
        sessions = String.join(":", parts[0], parts[1], "sts", "", account, "assumed-role")
                + roleArn.substring(roleArn.lastIndexOf('/'))
                + "/";
    }

    Certainty byItself(String type, String name) {
        if (!type.equals("AWS")) {
            return Certainty.NO;
        }
        return name.startsWith(sessions)
                ? Certainty.POSSIBLE
                : Certainty.certainly(name.equals("*") || name.equals(arn));
    }

    /**
     * Whether it is a name to which a boundary that does not allow what is granted is no limit: that of a session, and that of everyone,
     * of which AWS says so under a condition on {@code aws:PrincipalArn}.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">IAM
     *     User Guide, how AWS enforcement code logic evaluates requests</a>
     */
    Certainty pastBoundary(String type, String name) {
        return type.equals("AWS") && (name.equals("*") || name.startsWith(sessions))
                ? Certainty.POSSIBLE
                : Certainty.NO;
    }

    Certainty byAccount(String type, String name) {
        return Certainty.certainly(type.equals("AWS") && (name.equals(account) || name.equals(root)));
    }

    Certainty byEither(String type, String name) {
        return byItself(type, name).or(byAccount(type, name));
    }

    /** The role by the names that {@code naming} has it mean; denied, or spared by NotPrincipal, by itself or by its account. */
    Consent.Named named(Consent.Named naming) {
        return new Meant(this, naming);
    }

    private record Meant(RolePrincipal role, Consent.Named naming) implements Consent.Named {

        @Override
        public Certainty is(String type, String name) {
            return naming.is(type, name);
        }

        @Override
        public Certainty belongsTo(String type, String name) {
            return role.byEither(type, name);
        }

        @Override
        public boolean bounded() {
            return role.bounded;
        }
    }
}
