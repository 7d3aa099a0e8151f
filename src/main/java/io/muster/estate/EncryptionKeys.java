package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.KmsKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KMS keys, as encrypted resources name them: by ARN, id or alias. */
public final class EncryptionKeys {

    /** The aliases of the keys that AWS makes for its services. */
    private static final String AWS_ALIAS = "alias/aws/";

    private static final String AWS = "AWS";
    private static final Pattern ACCOUNT = Pattern.compile("arn:[a-z0-9-]+:kms:[a-z0-9-]+:(\\d{12}):.*");

    private EncryptionKeys() {}

    /** Whether AWS manages a key, as far as that can be told. */
    public enum Manager {
        AWS,
        CUSTOMER,
        /** The key is this account's and unknown, or AWS does not report who manages it. */
        UNKNOWN
    }

    /**
     * The party that manages the key.
     *
     * <p>A key of another account is its customer's: AWS's own keys cannot be used from there.
     *
     * @throws NotRead if the key is among those that were not read
     */
    public static Manager manager(String name, Estate estate) {
        if (name.contains(AWS_ALIAS)) {
            return Manager.AWS;
        }
        if (foreign(name, estate)) {
            return Manager.CUSTOMER;
        }
        return find(name, estate)
                .map(key -> key.attributes().keyManager())
                .map(manager -> manager.equals(AWS) ? Manager.AWS : Manager.CUSTOMER)
                .orElse(Manager.UNKNOWN);
    }

    /** Whether the name is the ARN of a key of another account. */
    public static boolean foreign(String name, Estate estate) {
        return account(name)
                .filter(owner -> !owner.equals(estate.scope().accountId()))
                .isPresent();
    }

    /**
     * The key of this account; empty where there is none by that name, or where the name is an alias.
     *
     * @throws NotRead if it is among those that were not read
     */
    public static Optional<Resource<KmsKey>> find(String name, Estate estate) {
        if (name.contains("alias/")) {
            return Optional.empty();
        }
        return name.startsWith("arn:") ? estate.findArn(KmsKey.class, name) : estate.find(KmsKey.class, name);
    }

    private static Optional<String> account(String name) {
        Matcher matcher = ACCOUNT.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
