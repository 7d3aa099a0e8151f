package io.muster.estate.privilege;

/**
 * The known keys of a request's context.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM User Guide, global
 *     condition context keys</a>
 */
@FunctionalInterface
interface Facts {

    Facts NONE = key -> Fact.UNKNOWN;

    /**
     * The fact of a key.
     *
     * @param key in lower case, as case does not count in the names of keys
     */
    Fact of(String key);

    /** The same, with one fact for certain. */
    default Facts with(String key, Fact fact) {
        return asked -> asked.equals(key) ? fact : of(asked);
    }
}
