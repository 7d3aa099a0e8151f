package io.muster.estate.privilege;

/**
 * The known keys of a request's context.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM User Guide, global
 *     condition context keys</a>
 */
@FunctionalInterface
interface Facts {

    /** The part that the keys of a resource's tags have after the prefix of the service, in lower case. */
    String RESOURCE_TAG = ":resourcetag/";

    Facts NONE = key -> Fact.UNKNOWN;

    /**
     * The fact of a key.
     *
     * @param key in lower case, as case does not count in the names of keys
     */
    Fact of(String key);

    /** The facts without what the asking role may change before the request, such as tags; these themselves where it changes none. */
    default Facts now() {
        return this;
    }

    /** These facts, with one more that is certain. */
    default Facts with(String key, Fact fact) {
        return new With(this, key, fact);
    }

    /** Facts with one for certain. */
    record With(Facts others, String key, Fact fact) implements Facts {

        @Override
        public Fact of(String asked) {
            return asked.equals(key) ? fact : others.of(asked);
        }

        @Override
        public Facts now() {
            Facts now = others.now();
            return now == others ? this : new With(now, key, fact);
        }
    }
}
