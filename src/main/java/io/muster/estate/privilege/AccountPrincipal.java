package io.muster.estate.privilege;

/**
 * The identities of an account as policies of resources may name them. An allowance of one of them is enough for the account, and a
 * denial of one leaves the others.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM User Guide,
 *     Principal</a>
 */
record AccountPrincipal(String account) implements Consent.Named {

    private static final int PARTS_OF_ARN = 6;
    private static final int OWNER = 4;

    @Override
    public Certainty is(String type, String name) {
        return belongsTo(type, name) == Certainty.NO ? Certainty.NO : Certainty.YES;
    }

    @Override
    public Certainty belongsTo(String type, String name) {
        if (!type.equals("AWS")) {
            return Certainty.NO;
        }
        if (name.equals("*") || name.equals(account)) {
            return Certainty.YES;
        }
        String[] parts = name.split(":", PARTS_OF_ARN);
        if (parts.length < PARTS_OF_ARN || !parts[OWNER].equals(account)) {
            return Certainty.NO;
        }
        return parts[PARTS_OF_ARN - 1].equals("root") ? Certainty.YES : Certainty.POSSIBLE;
    }
}
