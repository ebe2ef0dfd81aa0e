#include "COniguruma.h"
