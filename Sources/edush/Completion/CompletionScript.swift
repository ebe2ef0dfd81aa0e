/// The shells for which `edush completions` prints a script. Each script gets its candidates from `edush __complete`.
enum CompletionScript: String, CaseIterable {
  case bash
  case zsh
  case fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }
}

extension CompletionScript {
  /// bash splits words at `=`, `:` and `@`, so they are joined first, and candidates omit the part before the last
  /// split.
  private static let bashText = #"""
    # Completion of edush for bash.
    _edush() {
      local rest=$COMP_LINE word line text current cut i
      local -a words=() plain extensions
      for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i == 0)) || [[ $rest == [[:space:]]* ]]; then words+=("$word"); else words[${#words[@]}-1]+=$word; fi
        rest=${rest#"${rest%%[![:space:]]*}"}
        rest=${rest#"$word"}
      done
      current=${words[${#words[@]}-1]}
      cut=${current%"${current##*[$COMP_WORDBREAKS]}"}
      plain=("${words[@]//[\\\'\"]/}")
      COMPREPLY=()
      while IFS= read -r line; do
        case $line in
          :folders)
            compopt -o filenames 2>/dev/null
            while IFS= read -r text; do COMPREPLY+=("$text"); done < <(compgen -d -- "$current")
            ;;
          :files*)
            compopt -o filenames 2>/dev/null
            read -r -a extensions <<<"${line#:files}"
            while IFS= read -r text; do
              if [[ -d $text ]] || ((${#extensions[@]} == 0)); then COMPREPLY+=("$text"); continue; fi
              for i in "${extensions[@]}"; do [[ $text == *."$i" ]] && COMPREPLY+=("$text"); done
            done < <(compgen -f -- "$current")
            ;;
          *)
            text=${line%%$'\t'*}
            COMPREPLY+=("${text#"$cut"}")
            ;;
        esac
      done < <("${words[0]/#\~/$HOME}" __complete "${plain[@]:1}" 2>/dev/null)
      [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=:] ]] && compopt -o nospace 2>/dev/null
      return 0
    }
    complete -F _edush edush
    """#

  private static let zshText = #"""
    #compdef edush
    # Completion of edush for zsh.
    _edush() {
      local line text
      local -a described open extensions
      for line in "${(@f)$(${(Q)~words[1]} __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
          '') ;;
          :folders) _files -/ ;;
          :files*)
            extensions=(${=line#:files})
            if (( $#extensions )); then _files -g "*.(${(j:|:)extensions})(-.)"; else _files; fi
            ;;
          *)
            text=${${line%%$'\t'*}//:/\\:}
            [[ $line == *$'\t'* ]] && text+=:${line#*$'\t'}
            if [[ ${line%%$'\t'*} == *[=:] ]]; then open+=("$text"); else described+=("$text"); fi
            ;;
        esac
      done
      (( $#described )) && _describe -V edush described
      (( $#open )) && _describe -V edush open -S ''
    }
    if [[ $funcstack[1] == _edush ]]; then _edush "$@"; else compdef _edush edush; fi
    """#

  private static let fishText = #"""
    # Completion of edush for fish.
    function __edush_complete
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        set -l program $words[1]
        set -e words[1]
        for line in (command $program __complete $words $current 2>/dev/null)
            switch $line
                case ':folders'
                    __fish_complete_directories $current
                case ':files'
                    __fish_complete_path $current
                case ':files *'
                    for extension in (string split ' ' -- $line)[2..-1]
                        __fish_complete_suffix .$extension
                    end
                case '*'
                    echo $line
            end
        end
    end
    complete -c edush -f -a '(__edush_complete)'
    """#
}
