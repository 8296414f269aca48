/*
 * Functions that a query may use: those whose result depends on nothing but their arguments and whose work is bounded
 * by them. What tells the time, draws by chance, reads files or settings, runs text as SQL or makes long texts of short
 * ones is not among them.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const OPERATORS = words('+ - * / // % ^ ** || ~~ !~~ ~~* !~~* ~~~ ^@ & | << >> ~ @ !')

const OF_TEXT = words(`
  lower upper lcase ucase length len strlen trim ltrim rtrim substring substr left right contains starts_with ends_with prefix
  suffix position instr strpos split string_split str_split split_part concat concat_ws regexp_matches regexp_extract
  regexp_full_match reverse levenshtein jaccard jaro_winkler_similarity strip_accents ascii chr like_escape
  ilike_escape not_like_escape not_ilike_escape`)

const OF_NUMBERS = words(`
  abs ceil ceiling floor round trunc sign sqrt exp ln log log10 log2 pow power mod divide add subtract multiply greatest least pi
  isnan isfinite isinf nullif`)

const OF_TIME = words(`
  date_part datepart date_trunc datetrunc date_diff datediff date_sub datesub year month day hour minute second quarter week
  dayofweek weekday isodow dayofyear dayname monthname strftime make_date make_timestamp epoch epoch_ms to_days to_weeks to_months
  to_years to_hours to_minutes to_seconds last_day`)

const OF_LISTS = words(`
  list_value list_contains list_has array_contains list_extract array_extract element_at list_slice array_slice array_length
  list_distinct list_unique list_sort list_transform list_apply list_filter unnest struct_pack struct_extract row`)

const AGGREGATES = words(`
  count count_star count_if countif sum avg mean min max median mode any_value first last arg_max arg_min argmax argmin max_by
  min_by stddev stddev_pop stddev_samp variance var_pop var_samp quantile quantile_cont quantile_disc corr covar_pop covar_samp
  bool_and bool_or product string_agg group_concat listagg list array_agg histogram entropy skewness kurtosis mad regr_slope
  regr_intercept regr_r2`)

const WINDOWS = words(`
  row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value`)

/** Functions and operators that a query may use. */
export const sqlFunctions: ReadonlySet<string> = new Set([
  ...OPERATORS,
  ...OF_TEXT,
  ...OF_NUMBERS,
  ...OF_TIME,
  ...OF_LISTS,
  ...AGGREGATES,
  ...WINDOWS,
])

/** Functions that may stand where a table does. */
export const sqlTableFunctions: ReadonlySet<string> = new Set(['unnest', 'range', 'generate_series'])

/** Names that read as columns and are functions: of the clock, and of who is connected. */
export const sqlHiddenFunctions: ReadonlySet<string> = new Set(
  words(`current_catalog current_date current_role current_schema current_time current_timestamp current_user get_current_time
    get_current_timestamp localtime localtimestamp session_user user`),
)
